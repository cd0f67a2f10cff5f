// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <algorithm>

#include "manifest/printable.h"
#include "tools/mmemanifest/command/gate_options.h"
#include "tools/mmemanifest/command/input.h"
#include "tools/mmemanifest/command/limit_options.h"
#include "tools/mmemanifest/command/scan_run.h"
#include "tools/mmemanifest/publish/tree.h"
#include "tools/mmemanifest/publish/withdraw.h"
#include "tools/mmemanifest/seal/sign.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

struct RescanOptions {
    std::string repository;
    ScanOrder order{"rescan", {}, {}, {}, {1, {}, true, false, ProgressKind::automatic, {}}, true};
    GateOptions gate;
    ListPlace list;
};

/// Every package file below the repository, sorted.
Result<std::vector<std::string>> packages_in(const std::string& repository) {
    std::vector<std::string> packages;
    std::error_code error;
    fs::recursive_directory_iterator entry(repository, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error))
        if (is_package_name(entry->path()) && entry->is_regular_file(error))
            packages.push_back(entry->path().string());
    if (error) return fail(Code::internal_error, repository + " cannot be read: " + error.message());
    if (packages.empty()) return fail(Code::internal_error, repository + " holds no package");
    std::sort(packages.begin(), packages.end());
    return packages;
}

void take_defaults(RescanOptions& options) {
    const fs::path repository(options.repository);
    if (options.list.file.empty()) options.list.file = (repository / "mme-revocations.toml").string();
    if (!options.list.name.empty()) return;
    const auto shown = repository.has_filename() ? repository : repository.parent_path();
    options.list.name = fs::absolute(shown).filename().string();
}

Exit withdraw_detected(const RescanOptions& options, const RunReport& report) {
    const auto detected = detected_in(report);
    if (detected.empty()) return Exit::clean;
    const auto list = withdraw(detected, options.list);
    if (!list) return complain(list.error());
    fmt::print("{}: serial {}, {} packages withdrawn\n", printable(options.list.file), list->serial,
               list->packages.size());
    return Exit::clean;
}

Exit run_rescan(RescanOptions options) {
    take_defaults(options);
    auto packages = packages_in(options.repository);
    if (!packages) return complain(packages.error());
    options.order.packages = std::move(packages).value();
    if (const auto why = objection_to_report(options.gate, options.order.packages); !why.empty())
        return complain(Exit::usage, why);
    const auto rules = load_gate(options.gate);
    if (!rules) return complain(rules.error());
    if (const auto signer = check_signer(options.list.key); !signer) return complain(signer.error());
    const InterruptGuard guard;
    const auto scanned = scan_and_judge(options.order, *rules);
    if (!scanned) return complain(scanned.error());
    if (interrupted()) return complain(Exit::unchecked, "interrupted; nothing was withdrawn");
    const Exit judged = conclude(scanned->report, options.gate,
                                 "refused: not every published package is clean with today's databases");
    const Exit withdrawn = withdraw_detected(options, scanned->report);
    return withdrawn == Exit::clean ? judged : withdrawn;
}

}  // namespace

void add_rescan(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("rescan", "Scan a repository again, and withdraw what is found");
    auto options = std::make_shared<RescanOptions>();
    command->add_option("REPO", options->repository, "Repository")->required();
    command->add_option("--key", options->list.key, "Fingerprint or user id in your GnuPG home")->required();
    command->add_option("--list", options->list.file,
                        "Withdrawal list to carry on (default: REPO/mme-revocations.toml)");
    command->add_option("--list-name", options->list.name,
                        "Name of the list if it is new (default: the repository's)");
    add_engine_option(*command, options->order.engines);
    add_limit_options(*command, options->order.limits);
    add_set_options(*command, options->order.set);
    add_gate_options(*command, options->gate);
    add_scan_policy_option(*command, options->gate);
    command->callback([options, &run] { run = [options] { return run_rescan(*options); }; });
}

}  // namespace mme
