// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/command/input.h"

#include "libverify/package/package.h"
#include "manifest/model.h"

namespace mme {

void add_engine_option(CLI::App& command, std::vector<std::string>& engines) {
    command.add_option("--engine", engines, std::string(engine_forms) + "; may be repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->check([](const std::string& text) {
            const auto choice = parse_engine_choice(text);
            return choice ? std::string() : choice.error().text();
        });
}

Result<std::vector<std::unique_ptr<Engine>>> engines_named(const std::vector<std::string>& texts) {
    std::vector<EngineChoice> choices;
    for (const auto& text : texts) {
        MME_TRY(auto choice, parse_engine_choice(text));
        choices.push_back(std::move(choice));
    }
    return open_engines(std::move(choices));
}

Result<std::string> load_text(const std::string& path, std::size_t most) {
    MME_TRY(const auto file, PackageFile::open(path));
    if (file.size() > most)
        return fail(Code::manifest_malformed, path + " is larger than " + std::to_string(most) + " bytes");
    MME_TRY(const auto bytes, file.read_range(0, file.size()));
    return std::string(as_text(bytes));
}

Result<std::string> load_manifest(const std::string& path) {
    MME_TRY(const auto file, PackageFile::open(path));
    if (!identify(file)) return load_text(path, max_manifest_bytes);
    MME_TRY(const auto package, read_package(file));
    if (!package.embedded.manifest) return fail(Code::manifest_missing, path + " carries no manifest");
    return std::string(as_text(*package.embedded.manifest));
}

}  // namespace mme
