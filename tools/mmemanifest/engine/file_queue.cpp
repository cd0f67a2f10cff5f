// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/file_queue.h"

#include <algorithm>

namespace mme {
namespace {

constexpr std::size_t waiting_for_each_thread = 16;

}  // namespace

FileQueue::FileQueue(unsigned threads, Work work) : work_(std::move(work)) {
    for (unsigned i = 0; i < std::max(threads, 1U); ++i) threads_.emplace_back([this] { run(); });
}

FileQueue::~FileQueue() {
    {
        const std::lock_guard lock(mutex_);
        waiting_.clear();
    }
    close();
}

void FileQueue::offer(std::shared_ptr<const SpooledFile> file) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.size() < waiting_for_each_thread * threads_.size(); });
    waiting_.push_back({offered_++, std::move(file)});
    changed_.notify_all();
}

std::size_t FileQueue::finish() {
    close();
    return offered_;
}

void FileQueue::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

bool FileQueue::take(Item& item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return false;
    item = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return true;
}

void FileQueue::run() {
    for (Item item{}; take(item); item.file.reset()) work_(item.index, *item.file);
}

}  // namespace mme
