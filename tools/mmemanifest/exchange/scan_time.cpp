// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/scan_time.h"

#include "tools/mmemanifest/engine/date_text.h"
#include "tools/mmemanifest/engine/pattern.h"

namespace mme {
namespace {

// Day and month in another order are told apart by nobody.
constexpr const char* form =
    R"(^(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?:[Tt]| +))"
    R"((?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?)"
    R"( *(?P<zone>[Zz]|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?$)";

Result<Zone> zone_of(const Pattern::Groups& groups, std::optional<std::chrono::minutes> zone) {
    const auto stated = groups.find("zone");
    if (stated != groups.end()) return parse_zone(stated->second.size() > 3 ? stated->second : "utc");
    if (!zone) return fail(Code::internal_error, "it states no time zone");
    return Zone{zone};
}

}  // namespace

Result<Timestamp> read_scan_time(const std::string& text, std::optional<std::chrono::minutes> zone) {
    static const auto pattern =
        Pattern::compile(form, {"year", "month", "day", "hour", "minute"}, {"second", "zone"});
    if (!pattern) return pattern.error();
    const auto groups = pattern->find(text);
    if (!groups)
        return fail(Code::internal_error, "it is no date and time like 2026-11-23T18:01:40Z, the year first");
    MME_TRY(const Zone known, zone_of(*groups, zone));
    const auto second = groups->find("second");
    return parse_date(groups->at("year") + '-' + groups->at("month") + '-' + groups->at("day") + ' ' +
                          groups->at("hour") + ':' + groups->at("minute") + ':' +
                          (second == groups->end() ? "00" : second->second),
                      "%Y-%m-%d %H:%M:%S", known);
}

}  // namespace mme
