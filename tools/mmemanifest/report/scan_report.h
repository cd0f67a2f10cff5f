// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "manifest/model.h"

namespace mme {

/// Engine, versions, result, counts and times in one line, without its end.
std::string scan_line(const Scan& scan);
/// One line for each engine, then one for each detection and each file that was not scanned.
std::string scan_text(const std::string& package, const std::vector<Scan>& scans);
nlohmann::ordered_json scan_json(const std::vector<Scan>& scans);

}  // namespace mme
