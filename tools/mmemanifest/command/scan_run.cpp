// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/command/scan_run.h"

#include <fmt/format.h>

#include "tools/mmemanifest/command/input.h"

namespace mme {
namespace {

PackageReport report_on(const std::string& path, const SetItem& item, const GateRules& rules) {
    PackageReport report;
    report.package = path;
    if (!item) return report;
    if (!*item) {
        const Error& error = item->error();
        report.state = PackageState::unchecked;
        report.remarks.push_back(
            {error.code(), {}, {}, {}, fmt::format("{} ({})", error.text(), name_of(error.code()))});
        return report;
    }
    const ScannedPackage& scanned = **item;
    report.identity = scanned.package.identity;
    report.content_id = scanned.package.content_id;
    report.scans = scanned.scans;
    report.remarks = remarks_on(scanned.scans, rules, DatabaseAge::now);
    report.state = report.remarks.empty() ? PackageState::clean : PackageState::refused;
    return report;
}

}  // namespace

Result<ScanRun> scan_and_judge(const ScanOrder& order, const GateRules& rules) {
    MME_TRY(const auto engines, engines_named(order.engines));
    auto room = std::make_unique<DescriptorLimit>(order.packages.size());
    MME_TRY(auto unpacker, Unpacker::open());
    SetRules set;
    set.unpacker = &unpacker;
    set.jobs = order.set.jobs;
    set.limits = order.limits;
    set.progress = order.set.progress;
    set.keep_going = order.keep_going;
    set.refuses = [&](const ScannedPackage& one) {
        return !remarks_on(one.scans, rules, DatabaseAge::now).empty();
    };
    MME_TRY(set.store, open_store(order.set));
    auto items = scan_set(order.packages, engines, set);
    ScanRun run{std::move(room), std::move(unpacker), std::move(items), {order.command, {}}};
    for (std::size_t i = 0; i < run.items.size(); ++i)
        run.report.packages.push_back(report_on(order.packages[i], run.items[i], rules));
    return run;
}

}  // namespace mme
