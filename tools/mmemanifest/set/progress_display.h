// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "tools/mmemanifest/set/set_progress.h"

namespace mme {

/// automatic: lines on the terminal, if standard error is one. json: one line of JSON a second and at the
/// end, on standard error. none: nothing.
enum class ProgressKind { automatic, json, none };

/// Shows on standard error where a set stands, from a thread of its own, until it is destroyed. Lines on
/// a terminal appear after a second and are wiped at the end.
class ProgressDisplay {
  public:
    ProgressDisplay(const SetProgress& progress, ProgressKind kind);
    ProgressDisplay(const ProgressDisplay&) = delete;
    ProgressDisplay& operator=(const ProgressDisplay&) = delete;
    ~ProgressDisplay();

  private:
    void run();
    void draw();
    void wipe();

    const SetProgress& progress_;
    ProgressKind kind_;
    std::size_t lines_ = 0;  ///< on the terminal
    std::mutex mutex_;
    std::condition_variable ended_;
    bool end_ = false;
    std::thread thread_;  // last: it uses the rest
};

}  // namespace mme
