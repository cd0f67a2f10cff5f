// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/scan_set.h"

#include <atomic>
#include <exception>

#include "tools/mmemanifest/set/interrupt.h"
#include "tools/mmemanifest/set/jobs.h"

namespace mme {
namespace {

using EngineList = std::vector<const Engine*>;

/// Ends a scan between two files when a signal came.
class StopWatch final : public ScanWatch {
  public:
    void begun(const EngineList& /*engines*/) override {}
    Status offered(std::uint64_t /*bytes*/) override { return check_not_interrupted(); }
    void answered(const Engine& /*engine*/, std::uint64_t /*bytes*/) noexcept override {}
};

Result<ScannedPackage> scan_one(const std::string& path, const EngineList& engines, const SetRules& rules) {
    StopWatch watch;
    MME_TRY(auto scanned, open_package(path));
    if (rules.store)
        MME_CHECK(scan_with_cache(*rules.store, scanned, engines, rules.limits, watch));
    else
        MME_CHECK(scan_package(scanned, engines, rules.limits, watch));
    return scanned;
}

/// A library that throws on one package must not end the others in the middle.
Result<ScannedPackage> scan_guarded(const std::string& path, const EngineList& engines,
                                    const SetRules& rules) noexcept {
    try {
        return scan_one(path, engines, rules);
    } catch (const std::exception& error) {
        return fail(Code::internal_error, path + ": " + error.what());
    }
}

}  // namespace

std::vector<SetItem> scan_set(const std::vector<std::string>& paths,
                              const std::vector<std::unique_ptr<Engine>>& engines, const SetRules& rules) {
    raise_descriptor_limit();
    EngineList list;
    for (const auto& engine : engines) list.push_back(engine.get());
    std::vector<SetItem> items(paths.size());
    std::atomic<bool> ended{false};
    run_jobs(
        rules.jobs, paths.size(), [&] { return ended || interrupted(); },
        [&](std::size_t i) {
            items[i] = scan_guarded(paths[i], list, rules);
            const bool bad = !*items[i] || rules.refuses(**items[i]);
            if (bad && !rules.keep_going) ended = true;
        });
    return items;
}

}  // namespace mme
