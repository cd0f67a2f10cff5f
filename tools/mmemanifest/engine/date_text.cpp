// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/date_text.h"

#include <cstdlib>
#include <ctime>

namespace mme {
namespace {

constexpr int minutes_of_a_day = 24 * 60;

bool all_digits(const std::string& text) {
    return text.find_first_not_of("0123456789") == std::string::npos;
}

// What strptime(3) accepts and the calendar does not (31 April) is turned into another day by timegm(3).
bool is_same_day(const std::tm& read, const std::tm& made) {
    return read.tm_mday == made.tm_mday && read.tm_mon == made.tm_mon && read.tm_year == made.tm_year;
}

std::time_t seconds_of(std::tm& broken_down, const std::string& format, Zone zone) {
    if (format.find("%s") != std::string::npos) return std::mktime(&broken_down);
    if (format.find("%z") != std::string::npos) {
        const long east = broken_down.tm_gmtoff;
        return ::timegm(&broken_down) - east;
    }
    if (!zone) return std::mktime(&broken_down);
    return ::timegm(&broken_down) - std::chrono::seconds(*zone).count();
}

}  // namespace

Result<Zone> parse_zone(const std::string& text) {
    if (text == "local") return Zone{};
    if (text == "utc") return Zone{std::chrono::minutes(0)};
    std::string digits = text.empty() ? text : text.substr(1);
    if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
    const bool signed_text = text.starts_with('+') || text.starts_with('-');
    if (!signed_text || digits.size() != 4 || !all_digits(digits))
        return fail(Code::internal_error, "found '" + text + "', wanted utc, local or an offset like +09:00");
    const int minutes = std::stoi(digits.substr(0, 2)) * 60 + std::stoi(digits.substr(2));
    if (minutes >= minutes_of_a_day) return fail(Code::internal_error, "no zone is " + text + " from UTC");
    return Zone{std::chrono::minutes(text[0] == '-' ? -minutes : minutes)};
}

Result<Timestamp> parse_date(const std::string& text, const std::string& format, Zone zone) {
    std::tm broken_down{};
    broken_down.tm_isdst = -1;
    const char* end = ::strptime(text.c_str(), format.c_str(), &broken_down);
    if (end == nullptr || *end != '\0')
        return fail(Code::internal_error, "found the date '" + text + "', wanted the form '" + format + "'");
    const std::tm read = broken_down;
    const std::time_t seconds = seconds_of(broken_down, format, zone);
    if (seconds <= 0 || !is_same_day(read, broken_down))
        return fail(Code::internal_error, "no such date as '" + text + "'");
    return Timestamp(std::chrono::seconds(seconds));
}

}  // namespace mme
