// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libverify/package/rpm_header.h"
#include "manifest/model.h"
#include "manifest/tally.h"

namespace mme {

/// The files of a main header, as rpm will create them. Names stay where they lie in the header, so that a
/// long directory name costs the same for one file and for a million.
class RpmFiles {
  public:
    /// Errors: archive-malformed for lists of different lengths, old and new names at once or none, sizes,
    /// modes or owners that are missing, regular files without a digest, directory indexes out of range,
    /// paths that are not absolute (a source package: plain names), hold an empty, "." or ".." component or
    /// are longer than 4,096 bytes, types rpm does not create, links without target, and names of one file
    /// that differ in size or digest.
    static Result<RpmFiles> open(const PackageFile& file, const RpmHeader& header);

    [[nodiscard]] std::size_t size() const noexcept { return count_; }

    /// As the header has it: "/opt/mme/file"; a source package's have no directory.
    [[nodiscard]] std::string path(std::size_t index) const;
    [[nodiscard]] std::string_view directory(std::size_t index) const;
    [[nodiscard]] std::string_view base(std::size_t index) const { return bases_[index]; }

    /// rpm knows no hard links but the content holder and its other names: all are `file` here.
    [[nodiscard]] FileType type(std::size_t index) const;
    [[nodiscard]] unsigned mode(std::size_t index) const;  ///< type and permission bits as in st_mode
    [[nodiscard]] bool is_ghost(std::size_t index) const;  ///< listed, but not in the payload
    /// What stands in FILESIZES. Only regular files and symbolic links have content.
    [[nodiscard]] std::uint64_t stated_size(std::size_t index) const { return sizes_[index]; }
    [[nodiscard]] std::string_view target(std::size_t index) const;  ///< of a symbolic link; else empty
    [[nodiscard]] std::string_view digest(
        std::size_t index) const;  ///< in hexadecimal; empty for other than files
    [[nodiscard]] std::string_view user(std::size_t index) const { return users_[index]; }
    [[nodiscard]] std::string_view group(std::size_t index) const { return groups_[index]; }
    /// FILEDIGESTALGO by the numbers of OpenPGP (RFC 4880 section 9.4).
    [[nodiscard]] std::uint64_t digest_algorithm() const noexcept { return digest_algorithm_; }

    /// For each file the one that holds its content: itself, or the last of the names that share device and
    /// inode.
    [[nodiscard]] const std::vector<std::uint32_t>& holders() const noexcept { return holders_; }

    /// The regular files that the payload brings: no %ghost, hard links once (SPEC.md section 4.2).
    [[nodiscard]] Tally tally() const;

  private:
    friend class RpmFilesReader;
    explicit RpmFiles(const RpmHeader& header) : header_(header) {}
    [[nodiscard]] bool has_flag(std::size_t index, std::uint64_t flag) const;
    [[nodiscard]] bool is_regular_content(std::size_t index) const;

    RpmHeader header_;  ///< owner of all that is viewed
    std::size_t count_ = 0;
    RpmTexts bases_;
    RpmTexts directories_;
    RpmTexts targets_;
    RpmTexts digests_;
    RpmTexts users_;
    RpmTexts groups_;
    RpmNumbers directory_indexes_;
    RpmNumbers sizes_;
    RpmNumbers modes_;
    RpmNumbers flags_;
    std::uint64_t digest_algorithm_ = 1;
    std::vector<std::uint32_t> holders_;
};

}  // namespace mme
