// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "manifest/model.h"
#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// One engine at work in its own thread. The queue is short, so that unpacking waits for the slowest
/// engine instead of filling memory.
class Lane {
  public:
    explicit Lane(const Engine& engine);
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;
    ~Lane();

    void offer(std::shared_ptr<const SpooledFile> file);
    /// Waits until every file offered has its answer and gives the report.
    Scan finish();

  private:
    void work();
    void scan_one(const SpooledFile& file);
    std::shared_ptr<const SpooledFile> next();
    void close();

    const Engine& engine_;
    Scan report_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::shared_ptr<const SpooledFile>> queue_;
    bool closed_ = false;
    std::thread thread_;
};

/// The result that a report's counts, detections and skipped files allow: clean only if there was
/// something to scan and all of it was scanned.
ScanResult result_of(const Scan& report);

}  // namespace mme
