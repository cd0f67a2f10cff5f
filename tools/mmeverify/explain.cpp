// SPDX-License-Identifier: LGPL-2.1-or-later
#include <iostream>
#include <nlohmann/json.hpp>

#include "manifest/code.h"
#include "tools/mmeverify/command.h"

namespace mme {
namespace {

std::string every_code() {
    std::string text;
    for (const CodeEntry& entry : all_codes()) text += " " + std::string(entry.name);
    return text;
}

Exit explain(const CommonOptions& common, const std::string& name) {
    const auto code = code_named(name);
    if (!code)
        return complain(Exit::usage, "there is no reason code '" + name + "'",
                        "the codes are" + every_code());
    const CodeEntry& entry = entry_of(*code);
    if (common.json) {
        const nlohmann::ordered_json json = {
            {"code", entry.name}, {"sentence", entry.sentence}, {"hint", entry.remedy}};
        std::cout << json.dump(2, ' ', true) << '\n';
        return Exit::accepted;
    }
    std::cout << entry.name << "\n  " << entry.sentence << "\n  hint: " << entry.remedy << '\n';
    return Exit::accepted;
}

}  // namespace

void add_explain(CLI::App& program, const CommonOptions& common, Run& run) {
    auto name = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("explain", "What a reason code means and what to do next");
    command->add_option("CODE", *name, "Reason code, as a refusal prints it")->required();
    command->callback([&common, &run, name] { run = [&common, name] { return explain(common, *name); }; });
}

}  // namespace mme
