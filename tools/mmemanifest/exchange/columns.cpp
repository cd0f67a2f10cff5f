// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/columns.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "tools/mmemanifest/exchange/words.h"

namespace mme {
namespace {

constexpr std::array all_columns{Column::engine, Column::engine_version, Column::database_version,
                                 Column::scan_time, Column::result};

bool has_any(const std::string& words, std::initializer_list<const char*> wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const char* word) { return has_word(words, word); });
}

std::optional<Column> column_of(const std::string& header) {
    const std::string words = lower_words(header);
    const bool of_library = has_any(words, {"library", "database", "db", "definition", "definitions",
                                            "signature", "signatures", "pattern", "patterns", "dat"});
    const bool of_time = has_any(words, {"time", "date"});
    if (of_library) return of_time ? std::nullopt : std::optional{Column::database_version};
    if (of_time)
        return has_any(words, {"scan", "scanning", "scanned"}) ? std::optional{Column::scan_time}
                                                               : std::nullopt;
    if (has_any(words, {"result", "results", "verdict"})) return Column::result;
    if (!has_any(words, {"engine", "antivirus", "anti virus", "av", "scanner"})) return {};
    return has_word(words, "version") ? Column::engine_version : Column::engine;
}

}  // namespace

const char* name_of(Column column) noexcept {
    switch (column) {
        case Column::engine:
            return "anti-virus engine title";
        case Column::engine_version:
            return "anti-virus engine version";
        case Column::database_version:
            return "virus library version";
        case Column::scan_time:
            return "scan time";
        case Column::result:
            break;
    }
    return "scan result";
}

Result<Columns> find_columns(const Row& header) {
    Columns columns{};
    for (const Column wanted : all_columns) {
        std::optional<std::size_t> place;
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (column_of(header[i]) != wanted) continue;
            if (place)
                return fail(Code::internal_error, "two columns may be the " + std::string{name_of(wanted)} +
                                                      ": '" + header[*place] + "' and '" + header[i] + "'");
            place = i;
        }
        if (!place) return fail(Code::internal_error, "no column is the " + std::string{name_of(wanted)});
        columns.at(static_cast<std::size_t>(wanted)) = *place;
    }
    return columns;
}

}  // namespace mme
