// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/engine_greeting.h"

#include <charconv>

namespace mme {
namespace {

constexpr std::size_t texts_without_beyond = 6;

std::string seconds_of(Timestamp time) {
    return std::to_string(time.time_since_epoch().count());
}

std::optional<Timestamp> time_of(const std::string& text) {
    std::int64_t seconds = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, seconds);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return Timestamp(std::chrono::seconds(seconds));
}

}  // namespace

std::vector<std::string> greeting_of(const Engine& engine, const std::string& layers) {
    const EngineFacts& facts = engine.facts();
    std::vector<std::string> texts{
        layers,        facts.title, facts.version, facts.database_version, seconds_of(facts.database_date),
        facts.settings};
    if (auto beyond = engine.beyond_facts()) texts.push_back(std::move(*beyond));
    return texts;
}

Result<EngineGreeting> read_greeting(const std::vector<std::string>& texts) {
    const bool counted = texts.size() == texts_without_beyond || texts.size() == texts_without_beyond + 1;
    const auto date = counted ? time_of(texts[4]) : std::nullopt;
    if (!date) return fail(Code::internal_error, "the engine's process does not state what an engine states");
    EngineGreeting greeting{{texts[1], texts[2], texts[3], *date, texts[5]}, {}};
    if (!greeting.facts.settings.empty()) greeting.facts.settings += ' ';
    greeting.facts.settings += "isolation: " + texts[0];
    if (texts.size() > texts_without_beyond) greeting.beyond = texts.back();
    return greeting;
}

}  // namespace mme
