// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifest/result.h"

namespace mme {

/// What one line of `mmeverify status` says. Only not_in_order is a finding.
enum class State { in_order, not_in_order, not_enabled, not_present, not_asked };

struct ReportLine {
    std::string what;  ///< "rpm plugin"
    State state;
    std::string found;
    std::string hint;  ///< how to put it right; empty if there is nothing to do
};

using Report = std::vector<ReportLine>;

/// in_order with `good` as what was found, or not_in_order with the error and `hint`.
ReportLine judged(std::string what, const Status& status, std::string good, std::string hint);

/// Whether no line is a finding.
bool in_order(const Report& report);

/// Lines for a terminal, and the same as a JSON array of {check, in-order, state, found, hint}.
std::string report_text(const Report& report);
std::string report_json(const Report& report);

}  // namespace mme
