// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/result.h"
#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// A private folder (mode 0700, in $TMPDIR) with copies of a package's files under neutral numbered
/// names, so that no name of the package reaches a scanner's command line or output. The folder goes
/// with its owner. Copies, since some scanners change or delete what they find.
class ScanFolder {
  public:
    static Result<ScanFolder> make();
    ScanFolder(const ScanFolder&) = delete;
    ScanFolder& operator=(const ScanFolder&) = delete;
    ScanFolder(ScanFolder&& other) noexcept;
    ScanFolder& operator=(ScanFolder&&) = delete;
    ~ScanFolder();

    /// Copies the next file. Errors: internal-error (a full disk); the file's place is used up.
    Status add(const SpooledFile& file);

    /// The folder that holds the files, an empty one beside it, and the one that holds both.
    [[nodiscard]] std::string files() const { return top_ + "/files"; }
    [[nodiscard]] std::string empty() const { return top_ + "/empty"; }
    [[nodiscard]] const std::string& top() const { return top_; }
    [[nodiscard]] std::size_t count() const { return copies_.size(); }

    /// Which file a scanner's output names: its path in the folder, alone or followed by anything
    /// that does not make it another number (the name inside an archive).
    [[nodiscard]] std::optional<std::size_t> index_of(std::string_view path) const;
    /// Why the file as it lies there now is not the one that was copied; empty if it is.
    [[nodiscard]] std::string change_of(std::size_t index) const;

  private:
    struct Copy {
        std::uint64_t inode = 0;
        std::uint64_t size = 0;
        std::int64_t modified = 0;  ///< nanoseconds
        std::string problem;        ///< why there is none
    };

    explicit ScanFolder(std::string top) : top_(std::move(top)) {}
    [[nodiscard]] std::string path_of(std::size_t index) const;

    std::string top_;
    std::vector<Copy> copies_;
};

}  // namespace mme
