// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <set>

#include "manifest/printable.h"
#include "tools/mmemanifest/command/gate_options.h"
#include "tools/mmemanifest/command/input.h"
#include "tools/mmemanifest/command/limit_options.h"
#include "tools/mmemanifest/command/scan_run.h"
#include "tools/mmemanifest/seal/compose.h"
#include "tools/mmemanifest/seal/seal_set.h"
#include "tools/mmemanifest/seal/sign.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

struct SealOptions {
    ScanOrder order{"seal", {}, {}, {}, {1, {}, true, false, ProgressKind::automatic, {}}, false};
    GateOptions gate;
    std::string key;
    std::string release;
    std::string output = ".";
};

fs::path target_of(const SealOptions& options, const fs::path& package) {
    return fs::path(options.output) / package.filename();
}

// Why these outputs cannot be written; empty if they can.
std::string objection_to_outputs(const SealOptions& options) {
    std::error_code error;
    std::set<std::string> names;
    for (const fs::path package : options.order.packages) {
        const auto target = target_of(options, package);
        if (fs::equivalent(package, target, error))
            return package.string() + " would be sealed in place; give another folder with --output";
        if (fs::is_directory(target, error)) return target.string() + " is a folder";
        if (!names.insert(package.filename().string()).second)
            return "two packages are named " + package.filename().string() + "; seal them one by one";
    }
    return objection_to_report(options.gate, options.order.packages);
}

Status seal_scanned(const SealOptions& options, ScanRun run) {
    SealRules rules{{}, options.key, options.output, options.order.set.jobs};
    if (!options.release.empty()) {
        MME_TRY(rules.release, load_release(options.release));
    }
    std::vector<ScannedPackage> packages;
    for (auto& item : run.items) packages.push_back(std::move(*item).value());
    return seal_set(packages, rules, run.unpacker);
}

/// The end of a run that a signal cut short.
Exit stopped() {
    return complain(Exit::unchecked, "interrupted; nothing was signed, and no package was written",
                    "run it again: what was scanned is in the cache, if there is one");
}

Exit run_seal(const SealOptions& options) {
    if (const auto objection = objection_to_outputs(options); !objection.empty())
        return complain(Exit::usage, objection);
    const auto rules = load_gate(options.gate);
    if (!rules) return complain(rules.error());
    if (const auto signer = check_signer(options.key); !signer) return complain(signer.error());
    const InterruptGuard guard;
    auto scanned = scan_and_judge(options.order, *rules);
    if (!scanned) return complain(scanned.error());
    const Exit judged = conclude(scanned->report, options.gate,
                                 "refused: not every engine found every file clean; nothing was signed");
    if (interrupted()) return stopped();
    if (judged != Exit::clean) return judged;
    if (const auto sealed = seal_scanned(options, std::move(*scanned)); !sealed)
        return interrupted() ? stopped() : complain(sealed.error());
    for (const auto& package : options.order.packages)
        fmt::print("{}\n", printable(target_of(options, package).string()));
    return Exit::clean;
}

}  // namespace

void add_seal(CLI::App& program, Run& run) {
    auto* command =
        program.add_subcommand("seal", "Scan, create, sign and embed: the packager's one command");
    auto options = std::make_shared<SealOptions>();
    command->add_option("PKG", options->order.packages, "rpm or deb files")->required();
    command->add_option("--key", options->key, "Fingerprint or user id in your GnuPG home")->required();
    add_engine_option(*command, options->order.engines);
    add_limit_options(*command, options->order.limits);
    add_set_options(*command, options->order.set);
    command->add_flag("--keep-going", options->order.keep_going,
                      "Scan and report the whole set even if a package is refused");
    add_gate_options(*command, options->gate);
    add_scan_policy_option(*command, options->gate);
    command->add_option("--release", options->release, "TOML with the keys of the [release] table");
    command->add_option("--output", options->output, "Folder for the sealed packages")->capture_default_str();
    command->callback([options, &run] { run = [options] { return run_seal(*options); }; });
}

}  // namespace mme
