// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "manifest/result.h"
#include "tools/mmemanifest/exchange/result_words.h"
#include "tools/mmemanifest/exchange/table.h"

namespace mme {

/// What a row of somebody's table claims. It is no Scan, and nothing makes one of it: nobody has seen the
/// scan, so it can never be signed.
struct ClaimedScan {
    std::string engine;
    std::string engine_version;
    std::string database_version;
    Timestamp scan_time;
    ReadResult result;
    std::string result_text;                                   ///< the cell's own words
    std::vector<std::pair<std::string, std::string>> surplus;  ///< the other columns: header, cell
};

/// Reads CSV, or Markdown if the text holds a pipe table, that has exactly one table with the five columns. A
/// time without a zone is in `zone`, minutes east of UTC. Errors: internal-error, naming row and cell, for
/// whatever is malformed, empty, or without a time zone.
Result<std::vector<ClaimedScan>> read_report(std::string_view text, std::optional<std::chrono::minutes> zone);

/// Whether every row says clean in words that are known.
bool all_clean(const std::vector<ClaimedScan>& scans);

/// What no such table can say and a seal demands, a sentence each.
std::vector<std::string> missing_for_a_seal();

/// For people: a line for each row, then what is missing.
std::string review_text(const std::vector<ClaimedScan>& scans);
/// Format "mme-report-review/1", with the keys of `mmemanifest show --json`.
std::string review_json(const std::vector<ClaimedScan>& scans);

}  // namespace mme
