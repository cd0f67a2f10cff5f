// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/seal/sign.h"

#include "libverify/embed/embed.h"
#include "libverify/openpgp/signature_blob.h"
#include "manifest/model.h"
#include "tools/mmemanifest/command/input.h"

namespace mme {
namespace {

struct SignOptions {
    std::string manifest;
    std::string key;
    bool append = false;
};

std::string signature_path(const std::string& manifest) {
    constexpr std::string_view ending = ".toml";
    const bool has = manifest.ends_with(ending);
    return (has ? manifest.substr(0, manifest.size() - ending.size()) : manifest) + ".sig";
}

Status sign_file(const SignOptions& options) {
    MME_TRY(const auto manifest, load_text(options.manifest, max_manifest_bytes));
    const std::string output = signature_path(options.manifest);
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

}  // namespace

void add_sign(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("sign", "Sign a manifest: FILE.mme.toml gives FILE.mme.sig");
    auto options = std::make_shared<SignOptions>();
    command->add_option("FILE", options->manifest, "Manifest")->required();
    command->add_option("--key", options->key, "Fingerprint or user id in your GnuPG home")->required();
    command->add_flag("--append", options->append, "Add a signature to those that are there");
    command->callback([options, &run] {
        run = [options] {
            const auto done = sign_file(*options);
            return done ? Exit::clean : complain(done.error());
        };
    });
}

}  // namespace mme
