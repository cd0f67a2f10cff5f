// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <cstdio>

#include "libverify/embed/embed.h"
#include "manifest/writer.h"
#include "tools/mmemanifest/command/input.h"
#include "tools/mmemanifest/command/limit_options.h"
#include "tools/mmemanifest/command/report.h"
#include "tools/mmemanifest/seal/compose.h"

namespace mme {
namespace {

struct CreateOptions {
    std::vector<std::string> packages;
    std::vector<std::string> engines;
    UnpackLimits limits;
    std::string release;
    std::string output;
};

Result<bool> create_one(const std::string& path, const CreateOptions& options,
                        const std::vector<std::unique_ptr<Engine>>& engines) {
    std::optional<Release> release;
    if (!options.release.empty()) {
        MME_TRY(release, load_release(options.release));
    }
    MME_TRY(const auto scanned, scan_package(path, engines, options.limits));
    MME_TRY(const auto manifest, compose_manifest(scanned, release));
    const std::string output = options.output.empty() ? path + ".mme.toml" : options.output;
    MME_CHECK(write_file_atomically(output, as_bytes(write_manifest(manifest))));
    if (!all_clean(scanned.scans)) fmt::print(stderr, "{}", scan_text(path, scanned.scans));
    return all_clean(scanned.scans);
}

Exit run_create(const CreateOptions& options) {
    if (options.packages.size() > 1 && !options.output.empty())
        return complain(Exit::usage, "-o names one file, but there are several packages", "leave -o out");
    std::error_code error;
    if (std::filesystem::equivalent(options.packages.front(), options.output, error))
        return complain(Exit::usage, options.output + " is the package itself", "give another name with -o");
    const auto engines = engines_named(options.engines);
    if (!engines) return complain(engines.error());
    Exit exit = Exit::clean;
    for (const auto& path : options.packages) {
        const auto clean = create_one(path, options, *engines);
        if (!clean) return complain(clean.error());
        if (!*clean) exit = Exit::refused;
    }
    return exit;
}

}  // namespace

void add_create(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("create", "Scan packages and write their manifests, unsigned");
    auto options = std::make_shared<CreateOptions>();
    command->add_option("PKG", options->packages, "rpm or deb files")->required();
    add_engine_option(*command, options->engines);
    add_limit_options(*command, options->limits);
    command->add_option("--release", options->release, "TOML with the keys of the [release] table");
    command->add_option("-o,--output", options->output, "Manifest to write (default: PKG.mme.toml)");
    command->callback([options, &run] { run = [options] { return run_create(*options); }; });
}

}  // namespace mme
