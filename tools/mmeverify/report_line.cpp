// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmeverify/report_line.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "libverify/report/text.h"

namespace mme {
namespace {

struct Words {
    const char* json;
    const char* terminal;
};

Words words(State state) {
    switch (state) {
        case State::in_order:
            return {"in-order", "ok           "};
        case State::not_enabled:
            return {"not-enabled", "not enabled  "};
        case State::not_present:
            return {"not-present", "not present  "};
        case State::not_asked:
            return {"not-asked", "not asked    "};
        case State::not_in_order:
            break;
    }
    return {"not-in-order", "NOT OK       "};
}

/// Neither true nor false for what was not there to be judged.
nlohmann::ordered_json in_order_field(State state) {
    if (state == State::in_order) return true;
    if (state == State::not_in_order) return false;
    return nullptr;
}

}  // namespace

ReportLine judged(std::string what, const Status& status, std::string good, std::string hint) {
    if (status) return {std::move(what), State::in_order, std::move(good), {}};
    return {std::move(what), State::not_in_order, status.error().text(), std::move(hint)};
}

bool in_order(const Report& report) {
    return std::none_of(report.begin(), report.end(),
                        [](const ReportLine& line) { return line.state == State::not_in_order; });
}

std::string report_text(const Report& report) {
    std::string text;
    for (const ReportLine& line : report) {
        text += words(line.state).terminal + line.what + ": " + printable(line.found) + '\n';
        if (!line.hint.empty()) text += "             hint: " + printable(line.hint) + '\n';
    }
    return text;
}

std::string report_json(const Report& report) {
    auto json = nlohmann::ordered_json::array();
    for (const ReportLine& line : report)
        json.push_back({{"check", line.what},
                        {"in-order", in_order_field(line.state)},
                        {"state", words(line.state).json},
                        {"found", line.found},
                        {"hint", line.hint}});
    return json.dump(2, ' ', true, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace mme
