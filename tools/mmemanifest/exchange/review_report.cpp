// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "manifest/printable.h"
#include "tools/mmemanifest/exchange/review.h"

namespace mme {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(std::size_t row, const ClaimedScan& scan) {
    std::string line =
        printable(fmt::format("row {}: {} {}, database {}: {} (the table says '{}'), {}", row, scan.engine,
                              scan.engine_version, scan.database_version, word(scan.result.result),
                              scan.result_text, to_rfc3339(scan.scan_time))) +
        '\n';
    if (!scan.result.known)
        line += fmt::format("row {}: '{}' is no result that is known here, so it counts as inconclusive\n",
                            row, printable(scan.result_text));
    for (const auto& [header, cell] : scan.surplus)
        line += fmt::format("row {}: {}: {}\n", row, printable(header), printable(cell));
    return line;
}

Json json_of(const ClaimedScan& scan) {
    Json json{{"engine", scan.engine},
              {"engine-version", scan.engine_version},
              {"database-version", scan.database_version},
              {"started", to_rfc3339(scan.scan_time)},
              {"result", word(scan.result.result)},
              {"result-text", scan.result_text},
              {"result-known", scan.result.known},
              {"other-columns", Json::array()}};
    for (const auto& [header, cell] : scan.surplus)
        json["other-columns"].push_back({{"column", header}, {"text", cell}});
    return json;
}

}  // namespace

std::vector<std::string> missing_for_a_seal() {
    return {"digests: no part of a package is named by its bytes, and other columns are not checked",
            "counts: not how many files and bytes were offered and scanned, nor what was skipped",
            "database-date: a version says nothing of the library's age",
            "finished: one time, not when the scan began and ended",
            "a signature: anybody can write a table"};
}

std::string review_text(const std::vector<ClaimedScan>& scans) {
    std::string text =
        "For review only: this is what the table claims, and nothing here has scanned anything.\n";
    for (std::size_t i = 0; i < scans.size(); ++i) text += line_of(i + 1, scans[i]);
    text += "Missing for a seal:\n";
    for (const auto& sentence : missing_for_a_seal()) text += "  " + sentence + '\n';
    return text + "'mmemanifest seal PKG' scans the package itself and signs what it found.\n";
}

std::string review_json(const std::vector<ClaimedScan>& scans) {
    Json json{{"format", "mme-report-review/1"},
              {"for-review-only", true},
              {"all-clean", all_clean(scans)},
              {"scans", Json::array()},
              {"missing", missing_for_a_seal()}};
    for (const auto& scan : scans) json["scans"].push_back(json_of(scan));
    return json.dump(2, ' ', true, Json::error_handler_t::replace) + '\n';
}

}  // namespace mme
