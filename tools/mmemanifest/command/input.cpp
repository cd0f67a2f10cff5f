// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/command/input.h"

namespace mme {

void add_engine_option(CLI::App& command, std::vector<std::string>& engines) {
    command.add_option("--engine", engines, std::string(engine_forms) + "; may be repeated")
        ->expected(1)
        ->allow_extra_args(false)
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

}  // namespace mme
