// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/result_words.h"

#include <algorithm>
#include <array>

#include "tools/mmemanifest/exchange/words.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

constexpr std::array clean_words{"clean"sv, "ok"sv, "pass"sv, "passed"sv, "not infected"sv, "virus free"sv};
constexpr std::array infected_words{"infected"sv, "malicious"sv};
constexpr std::array inconclusive_words{"inconclusive"sv, "not scanned"sv, "partially scanned"sv,
                                        "skipped"sv,      "error"sv,       "timeout"sv,
                                        "time out"sv,     "unknown"sv};
constexpr std::array things{"virus"sv,      "viruses"sv,       "threat"sv,         "threats"sv,
                            "malware"sv,    "infection"sv,     "infections"sv,     "detection"sv,
                            "detections"sv, "infected file"sv, "infected files"sv, "infected"sv};

template <class Words>
bool is_one_of(const Words& words, std::string_view text) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool drop_end(std::string_view& text, std::string_view end) {
    if (!text.ends_with(end)) return false;
    text.remove_suffix(end.size());
    return true;
}

/// "no virus found", "0 threats", "3 infected files detected", "virus found": what of the things that should
/// not be there was there. Nothing for any other form.
std::optional<ScanResult> what_was_found(std::string_view text) {
    const bool says_found = drop_end(text, " found") || drop_end(text, " detected");
    if (says_found && is_one_of(things, text)) return ScanResult::infected;
    const auto space = text.find(' ');
    if (space == std::string_view::npos || !is_one_of(things, text.substr(space + 1))) return {};
    const std::string_view number = text.substr(0, space);
    if (number == "no") return ScanResult::clean;
    if (number.find_first_not_of("0123456789") != std::string_view::npos) return {};
    const bool none = number.find_first_not_of('0') == std::string_view::npos;
    return none ? ScanResult::clean : ScanResult::infected;
}

// "OK?" and "clean (partial)" are no plain words.
bool is_plain(const std::string& cell) {
    return cell.find_first_of("\"#$%&'()*+,/:;<=>?@[\\]^_`{|}~") == std::string::npos;
}

}  // namespace

ReadResult read_result(const std::string& cell) {
    if (!is_plain(cell)) return {};
    const std::string text = lower_words(cell);
    if (is_one_of(clean_words, text)) return {ScanResult::clean, true};
    if (is_one_of(infected_words, text)) return {ScanResult::infected, true};
    if (is_one_of(inconclusive_words, text)) return {ScanResult::inconclusive, true};
    if (const auto found = what_was_found(text)) return {*found, true};
    return {};
}

}  // namespace mme
