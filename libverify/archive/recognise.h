// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>
#include <vector>

#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// Files that hold files. The compressions hold one stream each.
enum class ContainerKind {
    tar,
    cpio,
    ar,  ///< also .deb and .a
    zip,
    sevenzip,
    iso9660,
    cab,
    rpm,
    gzip,
    bzip2,
    xz,
    lzma,
    lzip,
    zstd,
    lz4,
    compress,
    unreadable,  ///< a container by its first bytes that nothing here can read
};

struct Recognised {
    ContainerKind kind;
    std::string_view name;  ///< for messages: "tar archive", "squashfs image"
    bool certain = true;    ///< false: its numbers may stand at the start of other files
};

/// Whether one of them is certain.
bool is_container(const std::vector<Recognised>& found) noexcept;

/// What a file is by its bytes, never by its name (SPEC.md section 4.3). One file may be several at once
/// (a program with a zip archive at its end). Empty: not a container.
/// Errors: those of reading the file.
Result<std::vector<Recognised>> recognise(const PackageFile& file);

}  // namespace mme
