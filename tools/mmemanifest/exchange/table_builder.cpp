// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/table_builder.h"

#include "libverify/archive/path_text.h"
#include "tools/mmemanifest/exchange/import_limits.h"

namespace mme {
namespace {

// Line breaks in a cell are layout, as is the space around its text.
std::string on_one_line(std::string text) {
    for (char& c : text)
        if (c == '\t' || c == '\r' || c == '\n') c = ' ';
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Status check_cell(const std::string& cell, const std::string& where) {
    if (cell.size() > max_cell_bytes)
        return fail(Code::internal_error, where + " has " + std::to_string(cell.size()) + " bytes, at most " +
                                              std::to_string(max_cell_bytes) + " are read");
    if (!is_printable(cell))
        return fail(Code::internal_error, where + " is no printable UTF-8: '" + path_text(cell) + "'");
    return Done{};
}

}  // namespace

std::string row_name(std::size_t number) {
    return number == 0 ? "the header" : "row " + std::to_string(number);
}

std::string TableBuilder::next_row() const {
    return row_name(table_.header.empty() ? 0 : table_.rows.size() + 1);
}

Status TableBuilder::add(Row row) {
    const bool is_header = table_.header.empty();
    if (row.size() > max_import_columns || table_.rows.size() >= max_import_rows)
        return fail(Code::internal_error, next_row() + " is too much: at most " +
                                              std::to_string(max_import_columns) + " cells and " +
                                              std::to_string(max_import_rows) + " rows are read");
    if (!is_header && row.size() != table_.header.size())
        return fail(Code::internal_error, next_row() + " has " + std::to_string(row.size()) +
                                              " cells, the header has " +
                                              std::to_string(table_.header.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = on_one_line(std::move(row[i]));
        MME_CHECK(check_cell(row[i], next_row() + ", cell " + std::to_string(i + 1)));
    }
    if (is_header)
        table_.header = std::move(row);
    else
        table_.rows.push_back(std::move(row));
    return Done{};
}

Result<Table> TableBuilder::finish() {
    if (table_.header.empty()) return fail(Code::internal_error, "there is no table");
    if (table_.rows.empty()) return fail(Code::internal_error, "there is no row below the header");
    return std::move(table_);
}

}  // namespace mme
