// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "libverify/io/bytes.h"
#include "libverify/openpgp/key_file.h"
#include "manifest/result.h"

namespace mme {

/// The folder of a private GnuPG home, filled with exactly the given keys. A temporary one is removed
/// with this object.
class PrivateHome {
  public:
    /// Imports the keys and gives the listing (write_key_listing) that is kept with them.
    using Import =
        std::function<Result<std::string>(const std::string& home, const std::vector<KeyFile>& key_files)>;

    /// See GnupgHome::open_private. The home is built beside `folder` and moved in as a whole, and its
    /// stamp names the keys and the gpg it was built with, so that a broken-off build is never used and
    /// another gpg makes its own.
    static Result<PrivateHome> open(const std::filesystem::path& folder,
                                    const std::vector<KeyFile>& key_files, const Import& import);

    PrivateHome(PrivateHome&& other) noexcept;
    PrivateHome& operator=(PrivateHome&&) = delete;
    PrivateHome(const PrivateHome&) = delete;
    PrivateHome& operator=(const PrivateHome&) = delete;
    ~PrivateHome();

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /// Empty if it cannot be read.
    [[nodiscard]] std::string key_listing() const;

  private:
    PrivateHome(std::string path, bool temporary) : path_(std::move(path)), temporary_(temporary) {}

    std::string path_;
    bool temporary_ = false;
};

}  // namespace mme
