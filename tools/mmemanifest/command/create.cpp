// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/embed/embed.h"
#include "tools/mmemanifest/command/gate_options.h"
#include "tools/mmemanifest/command/input.h"
#include "tools/mmemanifest/command/limit_options.h"
#include "tools/mmemanifest/command/scan_run.h"
#include "tools/mmemanifest/seal/compose.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

struct CreateOptions {
    ScanOrder order{"create", {}, {}, {}, {}, true};
    GateOptions gate;
    std::string release;
    std::string output;
};

Status write_manifests(const CreateOptions& options, const std::vector<SetItem>& items) {
    std::optional<Release> release;
    if (!options.release.empty()) {
        MME_TRY(release, load_release(options.release));
    }
    for (const auto& item : items) {
        if (!item || !*item) continue;
        MME_TRY(const auto manifest, compose_manifest(**item, release));
        MME_TRY(const auto text, manifest_text(manifest));
        const std::string beside = (*item)->path.string() + ".mme.toml";
        MME_CHECK(write_file_atomically(options.output.empty() ? beside : options.output, as_bytes(text)));
    }
    return Done{};
}

std::string objection(const CreateOptions& options) {
    std::error_code error;
    if (std::filesystem::equivalent(options.order.packages.front(), options.output, error))
        return options.output + " is the package itself";
    return objection_to_report(options.gate, options.order.packages);
}

Exit run_create(const CreateOptions& options) {
    if (options.order.packages.size() > 1 && !options.output.empty())
        return complain(Exit::usage, "-o names one file, but there are several packages", "leave -o out");
    if (const auto why = objection(options); !why.empty())
        return complain(Exit::usage, why, "give another name");
    const auto rules = load_gate(options.gate);
    if (!rules) return complain(rules.error());
    const InterruptGuard guard;
    const auto scanned = scan_and_judge(options.order, *rules);
    if (!scanned) return complain(scanned.error());
    if (interrupted()) return complain(Exit::unchecked, "interrupted; no manifest was written");
    const auto written = write_manifests(options, scanned->items);
    const Exit judged =
        conclude(scanned->report, options.gate,
                 "refused: not every engine found every file clean; such a manifest cannot be signed");
    return written ? judged : complain(written.error());
}

}  // namespace

void add_create(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("create", "Scan packages and write their manifests, unsigned");
    auto options = std::make_shared<CreateOptions>();
    command->add_option("PKG", options->order.packages, "rpm or deb files")->required();
    add_engine_option(*command, options->order.engines);
    add_limit_options(*command, options->order.limits);
    add_set_options(*command, options->order.set);
    add_gate_options(*command, options->gate);
    add_scan_policy_option(*command, options->gate);
    command->add_option("--release", options->release, "TOML with the keys of the [release] table");
    command->add_option("-o,--output", options->output, "Manifest to write (default: PKG.mme.toml)");
    command->callback([options, &run] { run = [options] { return run_create(*options); }; });
}

}  // namespace mme
