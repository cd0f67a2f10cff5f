// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/seal/sign.h"

#include "libverify/embed/embed.h"
#include "libverify/openpgp/signature_blob.h"
#include "manifest/model.h"
#include "manifest/reader.h"
#include "tools/mmemanifest/command/gate_options.h"
#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

struct SignOptions {
    std::string manifest;
    GateOptions gate;
    std::string key;
    bool append = false;
};

Status sign_text(const SignOptions& options, const std::string& manifest) {
    const std::string output = signature_file_of(options.manifest);
    std::string slot;
    if (options.append) {
        MME_TRY(const auto old_slot, load_text(output, max_signature_bytes));
        MME_TRY(slot, add_signature(manifest, old_slot, options.key));
    } else {
        MME_TRY(const auto slots, sign_manifests({manifest}, options.key));
        slot = slots.front();
    }
    return write_file_atomically(output, as_bytes(slot));
}

Result<RunReport> judge(const SignOptions& options, const std::string& text) {
    MME_TRY(const auto rules, load_gate(options.gate));
    MME_TRY(const auto manifest, parse_manifest(text));
    PackageReport package{options.manifest,
                          PackageState::clean,
                          manifest.package.identity,
                          manifest.package.content_id,
                          remarks_on(manifest.scans, rules, DatabaseAge::at_scan),
                          manifest.scans};
    if (!package.remarks.empty()) package.state = PackageState::refused;
    return RunReport{"sign", {std::move(package)}};
}

Exit run_sign(const SignOptions& options) {
    if (const auto why = objection_to_report(options.gate, {options.manifest}); !why.empty())
        return complain(Exit::usage, why);
    const auto text = load_text(options.manifest, max_manifest_bytes);
    if (!text) return complain(text.error());
    const auto report = judge(options, *text);
    if (!report) return complain(report.error());
    if (!options.gate.report.empty())
        if (const auto saved = save_report(*report, options.gate.report); !saved)
            return complain(saved.error());
    const auto& remarks = report->packages.front().remarks;
    if (!remarks.empty()) return complain(fail(remarks.front().code, remarks.front().detail));
    const auto done = sign_text(options, *text);
    return done ? Exit::clean : complain(done.error());
}

}  // namespace

void add_sign(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("sign", "Sign a manifest: FILE.mme.toml gives FILE.mme.sig");
    auto options = std::make_shared<SignOptions>();
    command->add_option("FILE", options->manifest, "Manifest")->required();
    command->add_option("--key", options->key, "Fingerprint or user id in your GnuPG home")->required();
    command->add_flag("--append", options->append, "Add a signature to those that are there");
    add_gate_options(*command, options->gate);
    add_scan_policy_option(*command, options->gate);
    command->callback([options, &run] { run = [options] { return run_sign(*options); }; });
}

}  // namespace mme
