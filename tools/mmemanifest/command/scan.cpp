// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/scan.h"

#include <fmt/format.h>

#include "tools/mmemanifest/command/input.h"
#include "tools/mmemanifest/command/limit_options.h"
#include "tools/mmemanifest/command/report.h"

namespace mme {
namespace {

struct ScanOptions {
    std::vector<std::string> packages;
    std::vector<std::string> engines;
    UnpackLimits limits;
    bool json = false;
};

void print(const nlohmann::ordered_json& value) {
    fmt::print("{}\n", value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

Exit run_scan(const ScanOptions& options) {
    auto engines = engines_named(options.engines);
    if (!engines) return complain(engines.error());
    Exit exit = Exit::clean;
    auto all = nlohmann::ordered_json::array();
    for (const auto& path : options.packages) {
        const auto scanned = scan_package(path, *engines, options.limits);
        if (!scanned) {
            complain(scanned.error());
            exit = Exit::unchecked;
            continue;
        }
        if (!all_clean(scanned->scans) && exit == Exit::clean) exit = Exit::refused;
        all.push_back({{"package", path}, {"scans", scan_json(scanned->scans)}});
        if (!options.json) fmt::print("{}", scan_text(path, scanned->scans));
    }
    if (options.json) print(all);
    return exit;
}

}  // namespace

void add_scan(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("scan", "Scan every file of packages with every engine");
    auto options = std::make_shared<ScanOptions>();
    command->add_option("PKG", options->packages, "rpm or deb files")->required();
    add_engine_option(*command, options->engines);
    add_limit_options(*command, options->limits);
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &run] { run = [options] { return run_scan(*options); }; });
}

}  // namespace mme
