// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tools/mmemanifest/unpack/unpack.h"

namespace mme::test {

/// A scratch folder in which real tools make archives.
class Workshop {
  public:
    Workshop();
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    ~Workshop();

    /// Runs a shell command in the folder; a failure is a test failure.
    void run(const std::string& command) const;
    [[nodiscard]] std::filesystem::path file(const std::string& name) const { return folder_ / name; }
    [[nodiscard]] std::string content(const std::string& name) const;

  private:
    std::filesystem::path folder_;
};

/// What a nest or an unpacking offered, by path, and what it left out.
struct Seen {
    std::map<std::string, std::string> offered;  ///< path to content
    std::vector<Container> containers;
    std::vector<Skipped> gaps;
    std::vector<FileEntry> files;

    [[nodiscard]] bool has(const std::string& path) const { return offered.contains(path); }
    /// The reason why a path was left out; empty if it was not.
    [[nodiscard]] std::string reason(const std::string& path) const;
};

/// Offers one file of the workshop as /FILE, with all that it holds.
Seen open_file(const Workshop& shop, const std::string& name, const UnpackLimits& limits = {});
/// Unpacks a whole package.
Seen open_package(const Workshop& shop, const std::string& name, const UnpackLimits& limits = {});

}  // namespace mme::test
