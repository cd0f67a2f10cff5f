// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/review.h"

#include <algorithm>

#include "tools/mmemanifest/exchange/columns.h"
#include "tools/mmemanifest/exchange/csv.h"
#include "tools/mmemanifest/exchange/markdown.h"
#include "tools/mmemanifest/exchange/scan_time.h"
#include "tools/mmemanifest/exchange/table_builder.h"

namespace mme {
namespace {

using Minutes = std::optional<std::chrono::minutes>;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Result<Table> only_report(std::vector<Table> tables) {
    std::optional<Table> only;
    for (auto& table : tables) {
        if (!find_columns(table.header)) continue;
        if (only) return fail(Code::internal_error, "two tables have the five columns; give one at a time");
        only = std::move(table);
    }
    if (only) return *std::move(only);
    if (tables.size() == 1) return std::move(tables.front());
    return fail(Code::internal_error,
                "none of " + std::to_string(tables.size()) + " tables has the five columns");
}

Result<Table> parse_table(std::string_view text) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (text.starts_with('<'))
        return fail(Code::internal_error, "HTML is not read; save the table as CSV or Markdown");
    if (!holds_pipe_table(text)) return parse_csv(text);
    MME_TRY(auto tables, parse_markdown(text));
    return only_report(std::move(tables));
}

/// A row by its five columns.
class RowReader {
  public:
    RowReader(const Table& table, std::size_t row, const Columns& columns)
        : header_(table.header), row_(table.rows[row]), number_(row + 1), columns_(columns) {}

    [[nodiscard]] Result<std::string> text(Column column) const {
        const std::string& cell = row_[place(column)];
        if (cell.empty()) return objection(column, "it is empty");
        return cell;
    }
    [[nodiscard]] Error objection(Column column, const std::string& text) const {
        return fail(Code::internal_error, row_name(number_) + ", '" + header_[place(column)] + "', found '" +
                                              row_[place(column)] + "': " + text);
    }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> surplus() const {
        std::vector<std::pair<std::string, std::string>> others;
        for (std::size_t i = 0; i < row_.size(); ++i)
            if (std::find(columns_.begin(), columns_.end(), i) == columns_.end())
                others.emplace_back(header_[i], row_[i]);
        return others;
    }

  private:
    [[nodiscard]] std::size_t place(Column column) const {
        return columns_.at(static_cast<std::size_t>(column));
    }

    const Row& header_;
    const Row& row_;
    std::size_t number_;
    const Columns& columns_;
};

Result<ClaimedScan> read_row(const RowReader& row, Minutes zone) {
    ClaimedScan scan;
    MME_TRY(scan.engine, row.text(Column::engine));
    MME_TRY(scan.engine_version, row.text(Column::engine_version));
    MME_TRY(scan.database_version, row.text(Column::database_version));
    MME_TRY(scan.result_text, row.text(Column::result));
    MME_TRY(const auto time_text, row.text(Column::scan_time));
    const auto time = read_scan_time(time_text, zone);
    if (!time) return row.objection(Column::scan_time, time.error().text());
    scan.scan_time = *time;
    scan.result = read_result(scan.result_text);
    scan.surplus = row.surplus();
    return scan;
}

}  // namespace

Result<std::vector<ClaimedScan>> read_report(std::string_view text, Minutes zone) {
    MME_TRY(const auto table, parse_table(text));
    MME_TRY(const auto columns, find_columns(table.header));
    std::vector<ClaimedScan> scans;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        MME_TRY(scans.emplace_back(), read_row(RowReader(table, i, columns), zone));
    }
    return scans;
}

bool all_clean(const std::vector<ClaimedScan>& scans) {
    return !scans.empty() && std::all_of(scans.begin(), scans.end(), [](const ClaimedScan& scan) {
        return scan.result == ReadResult{ScanResult::clean, true};
    });
}

}  // namespace mme
