// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "manifest/printable.h"
#include "tools/mmemanifest/command/input.h"
#include "tools/mmemanifest/engine/self_test.h"

namespace mme {
namespace {

struct EnginesOptions {
    std::vector<std::string> engines;
    std::string test;
    bool json = false;
};

void print(const nlohmann::ordered_json& value) {
    fmt::print("{}\n", value.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace));
}

Exit list_engines(const EnginesOptions& options) {
    const auto engines = engines_named(options.engines);
    if (!engines) return complain(engines.error());
    auto list = nlohmann::ordered_json::array();
    for (const auto& engine : *engines) {
        const auto& facts = engine->facts();
        list.push_back({{"engine", facts.title},
                        {"engine-version", facts.version},
                        {"database-version", facts.database_version},
                        {"database-date", to_rfc3339(facts.database_date)},
                        {"settings", facts.settings}});
        if (!options.json)
            fmt::print("{}\n",
                       printable(fmt::format("{} {}, database {} of {}", facts.title, facts.version,
                                             facts.database_version, to_rfc3339(facts.database_date))));
    }
    if (options.json) print(list);
    return Exit::clean;
}

// "--test FILE.toml" is short for "--test profile:FILE.toml".
std::string engine_to_test(const std::string& text) {
    return text.ends_with(".toml") && !parse_engine_choice(text) ? "profile:" + text : text;
}

const char* word_of(SelfTestStep::Outcome outcome) {
    if (outcome == SelfTestStep::Outcome::passed) return "passed";
    return outcome == SelfTestStep::Outcome::failed ? "failed" : "not tried";
}

Exit test_one(const EnginesOptions& options) {
    const auto choice = parse_engine_choice(engine_to_test(options.test));
    if (!choice) return complain(Exit::usage, choice.error().text());
    const auto steps = test_engine(*choice);
    auto list = nlohmann::ordered_json::array();
    for (const auto& step : steps) {
        list.push_back(
            {{"claim", step.claim}, {"outcome", word_of(step.outcome)}, {"observed", step.observed}});
        if (!options.json)
            fmt::print("{:9}  {}\n           {}\n", word_of(step.outcome), printable(step.claim),
                       printable(step.observed));
    }
    if (options.json)
        print({{"engine", options.test}, {"passed", all_passed(steps)}, {"steps", std::move(list)}});
    return all_passed(steps) ? Exit::clean : Exit::refused;
}

}  // namespace

void add_engines(CLI::App& program, Run& run) {
    auto* command =
        program.add_subcommand("engines", "List the engines with version and database, or test one");
    auto options = std::make_shared<EnginesOptions>();
    add_engine_option(*command, options->engines);
    command
        ->add_option(
            "--test", options->test,
            "Prove an engine or profile on this machine: EICAR, clean file, time-out, missing database")
        ->excludes("--engine");
    command->add_flag("--json", options->json, "Print JSON");
    command->callback([options, &run] {
        run = [options] { return options->test.empty() ? list_engines(*options) : test_one(*options); };
    });
}

}  // namespace mme
