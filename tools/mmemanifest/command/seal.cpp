// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <cstdio>
#include <set>

#include "libverify/embed/embed.h"
#include "manifest/writer.h"
#include "tools/mmemanifest/command/input.h"
#include "tools/mmemanifest/command/limit_options.h"
#include "tools/mmemanifest/command/report.h"
#include "tools/mmemanifest/seal/compose.h"
#include "tools/mmemanifest/seal/sign.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

struct SealOptions {
    std::vector<std::string> packages;
    std::vector<std::string> engines;
    UnpackLimits limits;
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
    for (const fs::path package : options.packages) {
        if (fs::equivalent(package, target_of(options, package), error))
            return package.string() + " would be sealed in place; give another folder with --output";
        if (!names.insert(package.filename().string()).second)
            return "two packages are named " + package.filename().string() + "; seal them one by one";
    }
    return {};
}

Result<std::vector<ScannedPackage>> scan_all(const SealOptions& options) {
    MME_TRY(const auto engines, engines_named(options.engines));
    std::vector<ScannedPackage> all;
    for (const auto& path : options.packages) {
        MME_TRY(auto scanned, scan_package(path, engines, options.limits));
        all.push_back(std::move(scanned));
    }
    return all;
}

bool refuse_unclean(const std::vector<ScannedPackage>& all) {
    bool refused = false;
    for (const auto& scanned : all) {
        if (all_clean(scanned.scans)) continue;
        refused = true;
        fmt::print(stderr, "{}", scan_text(scanned.path.string(), scanned.scans));
    }
    return refused;
}

Result<std::vector<std::string>> compose_all(const SealOptions& options,
                                             const std::vector<ScannedPackage>& all) {
    std::optional<Release> release;
    if (!options.release.empty()) {
        MME_TRY(release, load_release(options.release));
    }
    std::vector<std::string> manifests;
    for (const auto& scanned : all) {
        MME_TRY(const auto manifest, compose_manifest(scanned, release));
        manifests.push_back(write_manifest(manifest));
    }
    return manifests;
}

Status sign_and_embed(const SealOptions& options, const std::vector<ScannedPackage>& all) {
    MME_TRY(const auto manifests, compose_all(options, all));
    MME_TRY(const auto slots, sign_manifests(manifests, options.key));
    std::error_code error;
    fs::create_directories(options.output, error);
    if (error) return fail(Code::internal_error, options.output + " cannot be made: " + error.message());
    for (std::size_t i = 0; i < all.size(); ++i)
        MME_CHECK(
            embed(all[i].file, as_bytes(manifests[i]), as_bytes(slots[i]), target_of(options, all[i].path)));
    return Done{};
}

Exit run_seal(const SealOptions& options) {
    if (const auto objection = objection_to_outputs(options); !objection.empty())
        return complain(Exit::usage, objection);
    const auto all = scan_all(options);
    if (!all) return complain(all.error());
    if (refuse_unclean(*all))
        return complain(Exit::refused,
                        "refused: not every engine found every file clean; nothing was signed");
    if (const auto sealed = sign_and_embed(options, *all); !sealed) return complain(sealed.error());
    for (const auto& scanned : *all) fmt::print("{}\n", target_of(options, scanned.path).string());
    return Exit::clean;
}

}  // namespace

void add_seal(CLI::App& program, Run& run) {
    auto* command =
        program.add_subcommand("seal", "Scan, create, sign and embed: the packager's one command");
    auto options = std::make_shared<SealOptions>();
    command->add_option("PKG", options->packages, "rpm or deb files")->required();
    command->add_option("--key", options->key, "Fingerprint or user id in your GnuPG home")->required();
    add_engine_option(*command, options->engines);
    add_limit_options(*command, options->limits);
    command->add_option("--release", options->release, "TOML with the keys of the [release] table");
    command->add_option("--output", options->output, "Folder for the sealed packages")->capture_default_str();
    command->callback([options, &run] { run = [options] { return run_seal(*options); }; });
}

}  // namespace mme
