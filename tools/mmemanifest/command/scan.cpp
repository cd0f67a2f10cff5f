// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/scan.h"

#include <fmt/format.h>

#include "tools/mmemanifest/command/gate_options.h"
#include "tools/mmemanifest/command/input.h"
#include "tools/mmemanifest/command/limit_options.h"
#include "tools/mmemanifest/command/scan_run.h"
#include "tools/mmemanifest/report/scan_report.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

struct ScanOptions {
    ScanOrder order{"scan", {}, {}, {}, {}, true};
    GateOptions gate;
    bool json = false;
};

void print_json(const RunReport& report) {
    auto all = nlohmann::ordered_json::array();
    for (const auto& package : report.packages)
        if (!package.scans.empty())
            all.push_back({{"package", package.package}, {"scans", scan_json(package.scans)}});
    fmt::print("{}\n", all.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace));
}

Exit run_scan(ScanOptions options) {
    auto& packages = options.order.packages;
    if (options.order.set.shard) packages = part_of(std::move(packages), *options.order.set.shard);
    if (packages.empty()) {
        fmt::print(stderr, "mmemanifest: this shard has no package\n");
        return Exit::clean;
    }
    if (const auto objection = objection_to_report(options.gate, options.order.packages); !objection.empty())
        return complain(Exit::usage, objection);
    const auto rules = load_gate(options.gate);
    if (!rules) return complain(rules.error());
    const InterruptGuard guard;
    const auto scanned = scan_and_judge(options.order, *rules);
    if (!scanned) return complain(scanned.error());
    for (const auto& package : scanned->report.packages)
        if (!options.json) fmt::print("{}", scan_text(package.package, package.scans));
    if (options.json) print_json(scanned->report);
    const Exit judged =
        conclude(scanned->report, options.gate, "refused: not every engine found every file clean");
    if (interrupted()) return complain(Exit::unchecked, "interrupted; not every package was scanned");
    return judged;
}

}  // namespace

void add_scan(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("scan", "Scan every file of packages with every engine");
    auto options = std::make_shared<ScanOptions>();
    command->add_option("PKG", options->order.packages, "rpm or deb files")->required();
    add_engine_option(*command, options->order.engines);
    add_limit_options(*command, options->order.limits);
    add_set_options(*command, options->order.set);
    add_shard_option(*command, options->order.set);
    add_gate_options(*command, options->gate);
    add_scan_policy_option(*command, options->gate);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &run] { run = [options] { return run_scan(*options); }; });
}

}  // namespace mme
