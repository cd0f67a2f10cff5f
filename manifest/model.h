// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/sha256.h"
#include "manifest/timestamp.h"

namespace mme {

/// Largest manifest that is read, in bytes (SPEC.md section 2).
inline constexpr std::size_t max_manifest_bytes = std::size_t{16} << 20U;

inline constexpr std::string_view manifest_format = "mme-manifest/1";

enum class PackageType { rpm, deb };
inline constexpr std::array package_types{PackageType::rpm, PackageType::deb};
enum class PackageKind { package, patch };
enum class UpdateClass { functional, security, emergency };
enum class ScanResult { clean, infected, inconclusive };
enum class FileType { file, directory, symlink, hardlink, device, fifo };
inline constexpr std::array file_types{FileType::file,     FileType::directory, FileType::symlink,
                                       FileType::hardlink, FileType::device,    FileType::fifo};

/// One part of a package: the bytes the package manager will use, by name (SPEC.md section 5).
struct Part {
    std::string name;  ///< rpm: header, payload; deb: the ar member's name
    std::uint64_t size = 0;
    Sha256 sha256;

    bool operator==(const Part&) const = default;
};

/// What a package says it is. Read from the package's own bytes, never from a file name.
struct Identity {
    PackageType type = PackageType::rpm;
    std::string name;
    std::string version;  ///< rpm: [epoch:]version-release, epoch only when the header has it; deb: Version
    std::string architecture;

    bool operator==(const Identity&) const = default;
};

struct Release {
    std::string provider;
    std::string product;
    std::string version;
    UpdateClass update_class = UpdateClass::functional;
    std::vector<std::string> advisories;
    std::vector<std::string> intended_for;  ///< empty: anyone
    std::optional<std::string> undertaking;
    std::optional<std::string> undertaking_by;

    bool operator==(const Release&) const = default;
};

/// One entry of the payload's inventory.
struct FileEntry {
    std::string path;  ///< absolute, as installed
    FileType type = FileType::file;
    unsigned mode = 0;  ///< permission bits, 0 to 07777
    std::string owner;
    std::string group;
    std::uint64_t size = 0;             ///< files only, else 0
    std::optional<Sha256> sha256;       ///< files only
    std::optional<std::string> target;  ///< symlinks and hard links only

    bool operator==(const FileEntry&) const = default;
};

/// What a scan was offered from inside one file of the package (SPEC.md section 4.2).
struct Container {
    std::string path;           ///< the file as scan reports name it
    std::uint64_t members = 0;  ///< files offered from inside it, at every depth
    std::uint64_t bytes = 0;    ///< their sizes added up
    Sha256 sha256;              ///< of the list of members

    bool operator==(const Container&) const = default;
};

struct PackageSection {
    Identity identity;
    PackageKind kind = PackageKind::package;
    std::string file;  ///< base name of the package file, for people only
    Sha256 content_id;
    std::vector<std::string> replaces;  ///< patches only
    std::vector<Part> parts;
    std::vector<FileEntry> files;
    std::vector<Container> containers;

    bool operator==(const PackageSection&) const = default;
};

struct Detection {
    std::string path;
    std::string name;

    bool operator==(const Detection&) const = default;
};

struct Skipped {
    std::string path;
    std::string reason;

    bool operator==(const Skipped&) const = default;
};

/// The report of one anti-virus engine.
struct Scan {
    std::string engine;
    std::string engine_version;
    std::string database_version;
    Timestamp database_date;
    Timestamp started;
    Timestamp finished;
    ScanResult result = ScanResult::inconclusive;
    std::uint64_t files_offered = 0;
    std::uint64_t files_scanned = 0;
    std::uint64_t bytes_offered = 0;
    std::uint64_t bytes_scanned = 0;
    std::vector<Detection> detections;
    std::vector<Skipped> skipped;
    std::optional<std::string> settings;

    bool operator==(const Scan&) const = default;
};

struct Manifest {
    Timestamp created;
    Release release;
    PackageSection package;
    std::vector<Scan> scans;

    bool operator==(const Manifest&) const = default;
};

// The words of the format for each enumeration.
std::string_view word(PackageType value) noexcept;
std::string_view word(PackageKind value) noexcept;
std::string_view word(UpdateClass value) noexcept;
std::string_view word(ScanResult value) noexcept;
std::string_view word(FileType value) noexcept;

/// The permission bits as four octal digits.
std::string octal_mode(unsigned mode);

}  // namespace mme
