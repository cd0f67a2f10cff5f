// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/set_progress.h"

#include <algorithm>
#include <numeric>

namespace mme {
namespace {

EngineProgress& entry_for(std::vector<EngineProgress>& engines, const std::string& name) {
    const auto found = std::find_if(engines.begin(), engines.end(),
                                    [&](const EngineProgress& one) { return one.engine == name; });
    if (found != engines.end()) return *found;
    return engines.emplace_back(EngineProgress{name, 0, 0, {}});
}

void add(EngineProgress& engine, std::uint64_t bytes) {
    ++engine.files;
    engine.bytes += bytes;
}

std::optional<std::chrono::seconds> time_for(double bytes_left, std::uint64_t bytes_done, double elapsed) {
    if (bytes_done == 0) return std::nullopt;
    const double seconds = std::max(bytes_left, 0.0) * elapsed / static_cast<double>(bytes_done);
    return std::chrono::seconds(static_cast<std::int64_t>(seconds));
}

}  // namespace

SetProgress::SetProgress(std::vector<std::uint64_t> package_sizes, Clock::time_point now)
    : sizes_(std::move(package_sizes)),
      started_(now),
      sizes_to_scan_(std::accumulate(sizes_.begin(), sizes_.end(), std::uint64_t{0})) {}

void SetProgress::begin(std::size_t package, std::string name) {
    const std::lock_guard lock(mutex_);
    running_[package].package = std::move(name);
}

void SetProgress::join(std::size_t package, const std::vector<std::string>& engines) {
    const std::lock_guard lock(mutex_);
    for (const auto& engine : engines) {
        entry_for(running_[package].engines, engine);
        entry_for(totals_, engine);
    }
}

void SetProgress::unpacked(std::size_t package, std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    ++running_[package].files;
    running_[package].bytes += bytes;
}

void SetProgress::answered(std::size_t package, const std::string& engine, std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    add(entry_for(running_[package].engines, engine), bytes);
    add(entry_for(totals_, engine), bytes);
}

void SetProgress::end(std::size_t package) {
    const std::lock_guard lock(mutex_);
    const auto& ended = running_[package];
    if (ended.engines.empty()) {
        sizes_to_scan_ -= sizes_[package];
    } else {
        sizes_scanned_ += sizes_[package];
        unpacked_scanned_ += ended.bytes;
    }
    running_.erase(package);
    ++done_;
}

std::optional<double> SetProgress::expected_bytes() const {
    if (sizes_scanned_ == 0) return std::nullopt;
    return static_cast<double>(sizes_to_scan_) * static_cast<double>(unpacked_scanned_) /
           static_cast<double>(sizes_scanned_);
}

SetState SetProgress::state(Clock::time_point now) const {
    const std::lock_guard lock(mutex_);
    SetState state{sizes_.size(), done_, {}, totals_, {}};
    for (const auto& [index, package] : running_) state.running.push_back(package);
    const auto expected = expected_bytes();
    const double elapsed = std::chrono::duration<double>(now - started_).count();
    for (auto& engine : state.engines) {
        if (expected)
            engine.left = time_for(*expected - static_cast<double>(engine.bytes), engine.bytes, elapsed);
        if (engine.left) state.left = std::max(state.left.value_or(*engine.left), *engine.left);
    }
    return state;
}

}  // namespace mme
