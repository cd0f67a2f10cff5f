// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/embed/embed.h"

#include "libverify/openpgp/signature_blob.h"
#include "libverify/package/package.h"
#include "manifest/model.h"
#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/seal/stored_text.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

struct EmbedOptions {
    std::string package;
    std::string manifest;
    std::string signature;
    std::string output = ".";
};

/// The folder is made last, so that wrong inputs leave nothing behind.
Status embed_files(const EmbedOptions& options, const fs::path& target) {
    MME_TRY(const auto package, PackageFile::open(options.package));
    MME_CHECK(identify(package));
    MME_TRY(const auto manifest, load_text(options.manifest, max_manifest_bytes));
    std::optional<std::string> signature;
    if (!options.signature.empty()) {
        MME_TRY(signature, load_text(options.signature, max_signature_bytes));
    }
    std::error_code error;
    fs::create_directories(options.output, error);
    if (error) return fail(Code::internal_error, options.output + " cannot be made: " + error.message());
    PackageReader reader;
    return embed(package, as_bytes(manifest),
                 signature ? std::optional<ByteView>(as_bytes(*signature)) : std::nullopt, target,
                 [&](const PackageFile& file) { return reader.read(file); });
}

Exit run_embed(const EmbedOptions& options) {
    const fs::path target = fs::path(options.output) / fs::path(options.package).filename();
    std::error_code error;
    if (fs::equivalent(options.package, target, error))
        return complain(Exit::usage, options.package + " would be changed in place",
                        "give another folder with --output");
    const auto done = embed_files(options, target);
    return done ? Exit::clean : complain(done.error());
}

}  // namespace

void add_embed(CLI::App& program, Run& run) {
    auto* command =
        program.add_subcommand("embed", "Write a copy of a package that carries manifest and signature");
    auto options = std::make_shared<EmbedOptions>();
    command->add_option("PKG", options->package, "rpm or deb file")->required();
    command->add_option("--manifest", options->manifest, "Manifest")->required();
    command->add_option("--signature", options->signature, "Detached or batch signature");
    command->add_option("-o,--output", options->output, "Folder for the copy")->capture_default_str();
    command->callback([options, &run] { run = [options] { return run_embed(*options); }; });
}

}  // namespace mme
