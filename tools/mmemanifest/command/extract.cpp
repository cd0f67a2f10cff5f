// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/embed/embed.h"
#include "tools/mmemanifest/command/command.h"
#include "tools/mmemanifest/package/package_reader.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

struct ExtractOptions {
    std::string package;
    std::string output;
};

Status extract_from(const ExtractOptions& options) {
    MME_TRY(const auto file, PackageFile::open(options.package));
    MME_TRY(const auto package, PackageReader().read(file));
    if (!package.embedded.manifest)
        return fail(Code::manifest_missing, options.package + " carries no manifest");
    const fs::path named(options.package);
    const fs::path stem = options.output.empty() ? named : fs::path(options.output) / named.filename();
    MME_CHECK(write_file_atomically(stem.string() + ".mme.toml", *package.embedded.manifest));
    if (!package.embedded.signature) return Done{};
    return write_file_atomically(stem.string() + ".mme.sig", *package.embedded.signature);
}

}  // namespace

void add_extract(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("extract", "Write a package's manifest and signature as files");
    auto options = std::make_shared<ExtractOptions>();
    command->add_option("PKG", options->package, "rpm or deb file")->required();
    command->add_option("-o,--output", options->output, "Folder (default: beside the package)");
    command->callback([options, &run] {
        run = [options] {
            const auto done = extract_from(*options);
            return done ? Exit::clean : complain(done.error());
        };
    });
}

}  // namespace mme
