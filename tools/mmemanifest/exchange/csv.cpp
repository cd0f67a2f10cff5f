// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/csv.h"

#include <algorithm>

#include "tools/mmemanifest/exchange/table_builder.h"

namespace mme {
namespace {

std::string csv_cell(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

std::string csv_row(const Row& row) {
    std::string line;
    for (const auto& cell : row) line += (line.empty() ? "" : ",") + csv_cell(cell);
    return line + "\r\n";
}

/// Reads from the front of a text.
class CsvText {
  public:
    explicit CsvText(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool empty() const { return rest_.empty(); }

    Result<Row> take_row() {
        Row row;
        do {
            MME_TRY(row.emplace_back(), take_cell());
        } while (skip(","));
        if (!rest_.empty() && !skip("\r\n") && !skip("\n"))
            return fail(Code::internal_error, "a CR stands alone, or text follows a closing quote");
        return row;
    }

  private:
    bool skip(std::string_view what) {
        if (!rest_.starts_with(what)) return false;
        rest_.remove_prefix(what.size());
        return true;
    }

    std::string take(std::size_t length) {
        std::string taken{rest_.substr(0, length)};
        rest_.remove_prefix(taken.size());
        return taken;
    }

    Result<std::string> take_cell() {
        if (skip("\"")) return take_quoted();
        std::string cell = take(std::min(rest_.find_first_of(",\r\n"), rest_.size()));
        if (cell.find('"') != std::string::npos)
            return fail(Code::internal_error, "a quote stands inside a cell that is not quoted");
        return cell;
    }

    Result<std::string> take_quoted() {
        std::string cell;
        for (;;) {
            const auto quote = rest_.find('"');
            if (quote == std::string_view::npos) return fail(Code::internal_error, "a quote is never closed");
            cell += take(quote);
            skip("\"");
            if (!skip("\"")) return cell;
            cell += '"';
        }
    }

    std::string_view rest_;
};

}  // namespace

std::string csv_text(const Table& table) {
    std::string text = csv_row(table.header);
    for (const auto& row : table.rows) text += csv_row(row);
    return text;
}

Result<Table> parse_csv(std::string_view text) {
    CsvText csv(text);
    TableBuilder table;
    while (!csv.empty()) {
        auto row = csv.take_row();
        if (!row) return std::move(row).error().during("in " + table.next_row());
        MME_CHECK(table.add(std::move(row).value()));
    }
    return table.finish();
}

}  // namespace mme
