// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace mme::test {

/// A file of given bytes for the time of its life.
class ScratchFile {
  public:
    explicit ScratchFile(std::string_view bytes) {
        std::string name = (std::filesystem::temp_directory_path() / "mme-archive-XXXXXX").string();
        const int descriptor = ::mkstemp(name.data());
        if (descriptor < 0) std::abort();
        ::close(descriptor);
        path_ = name;
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile() { std::filesystem::remove(path_); }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace mme::test
