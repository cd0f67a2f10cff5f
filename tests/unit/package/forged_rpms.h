// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "libverify/package/payload.h"
#include "tests/unit/package/real_packages.h"

namespace mme::test {

/// A package built by rpmbuild with a folder, files, a symbolic link, two names of one file, a ghost and
/// scripts; built once for all tests of a process.
const std::filesystem::path& whole_rpm();

/// Copies of it, each changed by statements of tests/rpm/forge.py, all digests right.
std::vector<std::filesystem::path> forge(const Scratch& scratch, const std::vector<std::string>& copies);

/// What rpm would unpack, one line for each entry: type, mode, path, target, content.
Result<std::vector<std::string>> unpacked_by_us(const std::filesystem::path& rpm);

/// Installs it into a scratch root with the real rpm; whether rpm did so, and each file as `unpacked_by_us`.
struct Installed {
    bool done = false;
    std::string said;
    std::vector<std::string> files;
};
Installed install_by_rpm(const Scratch& scratch, const std::filesystem::path& rpm,
                         const std::string& options = "");

}  // namespace mme::test
