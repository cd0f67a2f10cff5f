// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/command/set_options.h"

#include <unistd.h>

#include "tools/mmemanifest/set/cache_key.h"

namespace mme {
namespace {

/// The usual folder, if it is there or can be made.
std::optional<std::filesystem::path> usable_usual_folder() {
    const auto folder = usual_cache_folder();
    if (!folder) return std::nullopt;
    std::error_code error;
    std::filesystem::create_directories(folder->parent_path(), error);
    const bool there =
        std::filesystem::exists(*folder, error) || ::access(folder->parent_path().c_str(), W_OK) == 0;
    return there ? folder : std::nullopt;
}

}  // namespace

void add_set_options(CLI::App& command, SetOptions& options) {
    command.add_option("--jobs", options.jobs, "Packages scanned at the same time")
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    const std::map<std::string, ProgressKind> kinds{
        {"auto", ProgressKind::automatic}, {"json", ProgressKind::json}, {"none", ProgressKind::none}};
    command.add_option("--progress", options.progress, "auto (on a terminal), json or none")
        ->transform(CLI::CheckedTransformer(kinds));
    const std::string usual = options.usual_cache ? " (default: mmeverify in your cache folder)" : "";
    auto* cache = command.add_option("--cache", options.cache, "Folder that keeps reports" + usual);
    if (options.usual_cache)
        command.add_flag("--no-cache", options.no_cache, "Keep no reports and use none")->excludes(cache);
}

void add_shard_option(CLI::App& command, SetOptions& options) {
    command
        .add_option_function<std::string>(
            "--shard", [&options](const std::string& text) { options.shard = parse_shard(text).value(); },
            "I/N: only this part of the packages, for one of N machines")
        ->check([](const std::string& text) {
            const auto shard = parse_shard(text);
            return shard ? std::string() : shard.error().text();
        });
}

Result<std::optional<ScanStore>> open_store(const SetOptions& options) {
    std::optional<std::filesystem::path> folder;
    if (!options.cache.empty())
        folder = options.cache;
    else if (options.usual_cache && !options.no_cache)
        folder = usable_usual_folder();
    if (!folder) return std::optional<ScanStore>{};
    MME_TRY(auto cache, ScanCache::open(*folder));
    MME_TRY(const auto program, digest_of_this_program());
    return std::optional(ScanStore{std::move(cache), program});
}

}  // namespace mme
