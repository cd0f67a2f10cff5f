// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/choice.h"
#include "tools/mmemanifest/engine/clamav_database.h"
#include "tools/mmemanifest/engine/clamd.h"
#include "tools/mmemanifest/engine/icap.h"
#include "tools/mmemanifest/engine/isolated_engine.h"
#include "tools/mmemanifest/engine/profile_engine.h"

namespace mme {
namespace {

/// A minute more than the library itself takes for a file, which it then calls unread.
constexpr std::chrono::seconds most_clamav_seconds{660};
constexpr std::chrono::seconds most_yara_seconds{360};

Result<std::unique_ptr<Engine>> open_chosen_clamd(const EngineChoice& choice) {
    ClamdOptions options;
    options.addresses = choice.addresses;
    options.timeout = choice.timeout.value_or(options.timeout);
    options.connections = choice.connections.value_or(options.connections);
    options.zone = choice.zone;
    return open_clamd(std::move(options));
}

Result<std::unique_ptr<Engine>> open_chosen_profile(const EngineChoice& choice) {
    MME_TRY(auto profile, load_profile(choice.source));
    return open_profile(std::move(profile), choice.timeout);
}

Result<std::unique_ptr<Engine>> open_chosen_icap(const EngineChoice& choice) {
    IcapEngineOptions options;
    MME_TRY(options.service, parse_icap_url(choice.source));
    options.timeout = choice.timeout.value_or(options.timeout);
    options.connections = choice.connections.value_or(options.connections);
    MME_TRY(const auto source, parse_engine_choice(choice.version_from));
    MME_TRY(auto versions, open_engine(source));
    return open_icap(std::move(options), std::move(versions));
}

Result<std::unique_ptr<Engine>> open_chosen(const EngineChoice& choice) {
    switch (choice.kind) {
        case EngineKind::clamav:
            return open_isolated({"clamav", choice.source, most_clamav_seconds});
        case EngineKind::clamd:
            return open_chosen_clamd(choice);
        case EngineKind::profile:
            return open_chosen_profile(choice);
        case EngineKind::icap:
            return open_chosen_icap(choice);
        case EngineKind::yara:
            return open_isolated({"yara", choice.source, most_yara_seconds});
    }
    return fail(Code::internal_error, "this kind of engine cannot be opened");
}

bool reported_already(const std::vector<std::unique_ptr<Engine>>& engines, const EngineFacts& facts) {
    for (const auto& engine : engines)
        if (engine->facts().title == facts.title) return true;
    return false;
}

}  // namespace

Result<std::unique_ptr<Engine>> open_engine(const EngineChoice& choice) {
    MME_TRY(auto engine, open_chosen(choice));
    MME_CHECK(check_facts(engine->facts()));
    return engine;
}

Result<std::vector<std::unique_ptr<Engine>>> open_engines(std::vector<EngineChoice> choices) {
    if (choices.empty() && read_clamav_database(usual_clamav_database)) {
        MME_TRY(choices.emplace_back(), parse_engine_choice("clamav"));
    }
    if (choices.empty())
        return fail(Code::internal_error,
                    "no anti-virus engine is configured: /var/lib/clamav holds no database; run freshclam or "
                    "give --engine");
    std::vector<std::unique_ptr<Engine>> engines;
    for (const auto& choice : choices) {
        MME_TRY(auto engine, open_engine(choice));
        if (reported_already(engines, engine->facts()))
            return fail(
                Code::internal_error,
                engine->facts().title + " is chosen twice, and an engine counts once; choose one of them");
        engines.push_back(std::move(engine));
    }
    return engines;
}

}  // namespace mme
