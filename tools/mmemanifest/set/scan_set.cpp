// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/scan_set.h"

#include <atomic>
#include <exception>

#include "tools/mmemanifest/set/interrupt.h"
#include "tools/mmemanifest/set/jobs.h"

namespace mme {
namespace {

using EngineList = std::vector<const Engine*>;

/// One package's part in the progress of the set; ends the scan between two files when a signal came.
class PackageWatch final : public ScanWatch {
  public:
    PackageWatch(SetProgress& progress, std::size_t index, std::string name)
        : progress_(progress), index_(index) {
        progress_.begin(index_, std::move(name));
    }
    PackageWatch(const PackageWatch&) = delete;
    PackageWatch& operator=(const PackageWatch&) = delete;
    ~PackageWatch() override { progress_.end(index_); }

    void begun(const EngineList& engines) override {
        std::vector<std::string> titles;
        for (const Engine* engine : engines) titles.push_back(engine->facts().title);
        progress_.join(index_, titles);
    }
    Status offered(std::uint64_t bytes) override {
        progress_.unpacked(index_, bytes);
        return check_not_interrupted();
    }
    void answered(const Engine& engine, std::uint64_t bytes) noexcept override {
        progress_.answered(index_, engine.facts().title, bytes);
    }

  private:
    SetProgress& progress_;
    std::size_t index_;
};

Result<ScannedPackage> scan_one(const std::string& path, const EngineList& engines, const SetRules& rules,
                                ScanWatch& watch) {
    const auto time = PackageTime::of(std::chrono::seconds(rules.limits.seconds));
    MME_TRY(auto scanned, open_package(path, *rules.unpacker, time));
    const ScanTerms terms{*rules.unpacker, rules.limits, time, watch};
    MME_CHECK(rules.store ? scan_with_cache(*rules.store, scanned, engines, terms)
                          : scan_package(scanned, engines, terms));
    return scanned;
}

std::vector<std::uint64_t> sizes_of(const std::vector<std::string>& paths) {
    std::vector<std::uint64_t> sizes;
    for (const auto& path : paths) {
        std::error_code error;
        const auto size = std::filesystem::file_size(path, error);
        sizes.push_back(error ? 0 : size);
    }
    return sizes;
}

/// A library that throws on one package must not end the others in the middle.
Result<ScannedPackage> scan_guarded(const std::string& path, const EngineList& engines, const SetRules& rules,
                                    ScanWatch& watch) noexcept {
    try {
        return scan_one(path, engines, rules, watch);
    } catch (const std::exception& error) {
        return fail(Code::internal_error, path + ": " + error.what());
    }
}

}  // namespace

std::vector<SetItem> scan_set(const std::vector<std::string>& paths,
                              const std::vector<std::unique_ptr<Engine>>& engines, const SetRules& rules) {
    EngineList list;
    for (const auto& engine : engines) list.push_back(engine.get());
    std::vector<SetItem> items(paths.size());
    SetProgress progress(sizes_of(paths));
    const ProgressDisplay display(progress, rules.progress);
    std::atomic<bool> ended{false};
    run_jobs(
        rules.jobs, paths.size(), [&] { return ended || interrupted(); },
        [&](std::size_t i) {
            PackageWatch watch(progress, i, paths[i]);
            items[i] = scan_guarded(paths[i], list, rules, watch);
            if (interrupted() && !*items[i]) return items[i].reset();  // as if it had not begun
            const bool bad = !*items[i] || rules.refuses(**items[i]);
            if (bad && !rules.keep_going) ended = true;
        });
    return items;
}

}  // namespace mme
