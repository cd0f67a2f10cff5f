// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>

#include "libverify/io/bytes.h"
#include "libverify/package/package.h"

namespace mme::test {

/// A folder of its own, removed with its owner.
class Scratch {
  public:
    Scratch();
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// Standard output of a shell command; a failing command is a test failure.
std::string run(const std::string& command);

/// Real packages made by rpmbuild and dpkg-deb; the second word is rpm's payload mode ("w9.gzdio") or
/// dpkg-deb's -Z.
std::filesystem::path build_rpm(const Scratch& scratch, const std::string& payload = "w9.gzdio");
std::filesystem::path build_deb(const Scratch& scratch, const std::string& compression = "gzip");

Bytes load(const std::filesystem::path& path);
std::filesystem::path save(const Scratch& scratch, ByteView bytes);
Result<Package> read(const std::filesystem::path& path);

}  // namespace mme::test
