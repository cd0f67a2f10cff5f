// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// Files on their way to `work`, which is called in threads of the queue's own with each file and its
/// place in the order of offer(). The queue is short, so that unpacking waits for the slowest engine
/// instead of filling memory. `work` must not throw.
class FileQueue {
  public:
    using Work = std::function<void(std::size_t index, const SpooledFile& file)>;

    FileQueue(unsigned threads, Work work);
    FileQueue(const FileQueue&) = delete;
    FileQueue& operator=(const FileQueue&) = delete;
    /// Drops what is still waiting.
    ~FileQueue();

    void offer(std::shared_ptr<const SpooledFile> file);
    /// Waits until every file was worked on and gives their number.
    std::size_t finish();

  private:
    struct Item {
        std::size_t index;
        std::shared_ptr<const SpooledFile> file;
    };

    void run();
    bool take(Item& item);
    void close();

    Work work_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Item> waiting_;
    std::size_t offered_ = 0;
    bool closed_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace mme
