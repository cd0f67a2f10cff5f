// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace mme {

/// A line on the terminal that counts what was unpacked, for work that takes over a second. Nothing
/// is shown when standard error is no terminal.
class Progress {
  public:
    explicit Progress(std::string name);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();

    void add(std::uint64_t bytes);

  private:
    std::string name_;
    bool terminal_;
    bool drawn_ = false;
    std::uint64_t files_ = 0;
    std::uint64_t bytes_ = 0;
    std::chrono::steady_clock::time_point due_;
};

}  // namespace mme
