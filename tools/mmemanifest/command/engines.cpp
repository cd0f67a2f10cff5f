// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/mmemanifest/command/input.h"

namespace mme {
namespace {

Exit run_engines(const std::vector<std::string>& chosen, bool json) {
    const auto engines = engines_named(chosen);
    if (!engines) return complain(engines.error());
    auto list = nlohmann::ordered_json::array();
    for (const auto& engine : *engines) {
        const auto& facts = engine->facts();
        list.push_back({{"engine", facts.title},
                        {"engine-version", facts.version},
                        {"database-version", facts.database_version},
                        {"database-date", to_rfc3339(facts.database_date)},
                        {"settings", facts.settings}});
        if (!json)
            fmt::print("{} {}, database {} of {}\n", facts.title, facts.version, facts.database_version,
                       to_rfc3339(facts.database_date));
    }
    if (json) fmt::print("{}\n", list.dump(2));
    return Exit::clean;
}

}  // namespace

void add_engines(CLI::App& program, Run& run) {
    auto* command = program.add_subcommand("engines", "List the engines with version and database");
    auto engines = std::make_shared<std::vector<std::string>>();
    auto json = std::make_shared<bool>(false);
    add_engine_option(*command, *engines);
    command->add_flag("--json", *json, "Print JSON");
    command->callback(
        [engines, json, &run] { run = [engines, json] { return run_engines(*engines, *json); }; });
}

}  // namespace mme
