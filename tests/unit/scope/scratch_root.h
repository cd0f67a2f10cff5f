// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <string>

namespace mme {

/// An empty directory that stands for the root of a host, removed at the end.
class ScratchRoot {
  public:
    ScratchRoot() : path_((std::filesystem::temp_directory_path() / "mme-scope.XXXXXX").string()) {
        if (::mkdtemp(path_.data()) == nullptr) throw std::filesystem::filesystem_error("mkdtemp", {});
        path_ = std::filesystem::canonical(path_).string();
    }
    ScratchRoot(const ScratchRoot&) = delete;
    ScratchRoot& operator=(const ScratchRoot&) = delete;
    ~ScratchRoot() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    [[nodiscard]] const std::string& path() const { return path_; }
    void make_directory(const std::string& path) const { std::filesystem::create_directories(path_ + path); }
    void make_link(const std::string& path, const std::string& target) const {
        std::filesystem::create_symlink(target, path_ + path);
    }

  private:
    std::string path_;
};

}  // namespace mme
