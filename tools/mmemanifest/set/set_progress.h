// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace mme {

/// How far one engine is, with a package or with the set.
struct EngineProgress {
    std::string engine;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::optional<std::chrono::seconds> left;  ///< of the set; nothing: too early to say
};

/// How far a package is that is being scanned.
struct PackageProgress {
    std::string package;
    std::uint64_t files = 0;  ///< unpacked so far
    std::uint64_t bytes = 0;
    std::vector<EngineProgress> engines;  ///< those that take part
};

/// Where a whole set stands.
struct SetState {
    std::size_t packages = 0;
    std::size_t done = 0;
    std::vector<PackageProgress> running;
    std::vector<EngineProgress> engines;       ///< over the whole set
    std::optional<std::chrono::seconds> left;  ///< of the slowest engine
};

/// Adds up what the scans of a set report, from any thread. How long it will take is judged by the size
/// of the package files, by how much those scanned so far held, and by each engine's speed.
class SetProgress {
  public:
    using Clock = std::chrono::steady_clock;

    explicit SetProgress(std::vector<std::uint64_t> package_sizes, Clock::time_point now = Clock::now());

    void begin(std::size_t package, std::string name);
    /// Without this, the package's reports were kept, and it says nothing about the speed.
    void join(std::size_t package, const std::vector<std::string>& engines);
    void unpacked(std::size_t package, std::uint64_t bytes);
    void answered(std::size_t package, const std::string& engine, std::uint64_t bytes);
    void end(std::size_t package);

    [[nodiscard]] SetState state(Clock::time_point now = Clock::now()) const;

  private:
    [[nodiscard]] std::optional<double> expected_bytes() const;

    mutable std::mutex mutex_;
    std::vector<std::uint64_t> sizes_;
    Clock::time_point started_;
    std::map<std::size_t, PackageProgress> running_;
    std::vector<EngineProgress> totals_;
    std::size_t done_ = 0;
    std::uint64_t sizes_to_scan_ = 0;     ///< of package files, less those with kept reports
    std::uint64_t sizes_scanned_ = 0;     ///< of package files
    std::uint64_t unpacked_scanned_ = 0;  ///< of what was in them
};

}  // namespace mme
