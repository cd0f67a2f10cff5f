// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/choice.h"

#include <string_view>

#include "tools/mmemanifest/engine/clamav_database.h"

namespace mme {
namespace {

constexpr std::string_view usual_clamav_database = "/var/lib/clamav";
constexpr std::string_view clamav_prefix = "clamav:database=";
constexpr std::string_view yara_prefix = "yara:rules=";

Result<std::unique_ptr<Engine>> open_engine(const EngineChoice& choice) {
    return choice.kind == EngineKind::clamav ? open_clamav(choice.source) : open_yara(choice.source);
}

bool reported_already(const std::vector<std::unique_ptr<Engine>>& engines, const EngineFacts& facts) {
    for (const auto& engine : engines)
        if (engine->facts().title == facts.title &&
            engine->facts().database_version == facts.database_version)
            return true;
    return false;
}

}  // namespace

Result<EngineChoice> parse_engine_choice(const std::string& text) {
    if (text == "clamav") return EngineChoice{EngineKind::clamav, std::string(usual_clamav_database)};
    if (text.starts_with(clamav_prefix) && text.size() > clamav_prefix.size())
        return EngineChoice{EngineKind::clamav, text.substr(clamav_prefix.size())};
    if (text.starts_with(yara_prefix) && text.size() > yara_prefix.size())
        return EngineChoice{EngineKind::yara, text.substr(yara_prefix.size())};
    return fail(Code::internal_error,
                "--engine '" + text + "' is unknown; wanted clamav, clamav:database=DIR or yara:rules=FILE");
}

Result<std::vector<std::unique_ptr<Engine>>> open_engines(std::vector<EngineChoice> choices) {
    if (choices.empty() && read_clamav_database(std::string(usual_clamav_database)))
        choices.push_back({EngineKind::clamav, std::string(usual_clamav_database)});
    if (choices.empty())
        return fail(Code::internal_error,
                    "no anti-virus engine is configured: /var/lib/clamav holds no database; run freshclam or "
                    "give --engine");
    std::vector<std::unique_ptr<Engine>> engines;
    for (const auto& choice : choices) {
        MME_TRY(auto engine, open_engine(choice));
        if (reported_already(engines, engine->facts()))
            return fail(Code::internal_error, engine->facts().title + " with database " +
                                                  engine->facts().database_version +
                                                  " is chosen twice; name each engine once");
        engines.push_back(std::move(engine));
    }
    return engines;
}

}  // namespace mme
