// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/engine.h"

#include <fmt/format.h>

namespace mme {
namespace {

constexpr std::size_t quoted_bytes = 100;

constexpr std::size_t max_fact_bytes = 1024;
constexpr std::size_t max_report_bytes = 1000;

bool is_blank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Status check_fact(const EngineFacts& facts, const char* name, const std::string& value) {
    const std::string who = is_blank(facts.title) ? "an engine" : facts.title;
    if (is_blank(value)) return fail(Code::internal_error, who + " does not state its " + name);
    if (value.size() > max_fact_bytes)
        return fail(Code::internal_error, who + " states a " + name + " of " + std::to_string(value.size()) +
                                              " bytes; wanted at most 1024");
    return Done{};
}

}  // namespace

Status check_facts(const EngineFacts& facts) {
    MME_CHECK(check_fact(facts, "title", facts.title));
    MME_CHECK(check_fact(facts, "engine version", facts.version));
    MME_CHECK(check_fact(facts, "database version", facts.database_version));
    if (facts.database_date <= Timestamp{})
        return fail(Code::internal_error, facts.title + " does not state the date of its database");
    return Done{};
}

std::string reportable(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (safe.size() >= max_report_bytes) return safe + "...";
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f)
            safe += c;
        else
            safe += fmt::format("\\x{:02x}", byte);
    }
    return is_blank(safe) ? "unnamed" : safe;
}

std::string in_quotes(std::string_view text) {
    return "'" + reportable(text.substr(0, quoted_bytes)) + "'";
}

}  // namespace mme
