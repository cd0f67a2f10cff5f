// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/markdown.h"

#include <algorithm>

#include "tools/mmemanifest/exchange/table_builder.h"

namespace mme {
namespace {

constexpr std::string_view markup = "\\`*_[]<>|&~$";
constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

std::string markdown_row(const Row& row) {
    std::string line = "|";
    for (const auto& cell : row) {
        line += ' ';
        for (const char c : cell) {
            if (markup.find(c) != std::string_view::npos) line += '\\';
            line += c;
        }
        line += " |";
    }
    return line + '\n';
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The cells between the pipes; a row may begin and end with one.
Row cells_of(std::string_view line) {
    line = trimmed(line);
    if (line.starts_with('|')) line.remove_prefix(1);
    Row row(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool escape =
            line[i] == '\\' && i + 1 < line.size() && punctuation.find(line[i + 1]) != std::string_view::npos;
        if (escape)
            row.back() += line[++i];
        else if (line[i] != '|')
            row.back() += line[i];
        else if (i + 1 < line.size())
            row.emplace_back();
    }
    return row;
}

bool divides(std::string_view line) {
    if (line.find('|') == std::string_view::npos) return false;
    for (const auto& cell : cells_of(line)) {
        std::string_view dashes = trimmed(cell);
        if (dashes.starts_with(':')) dashes.remove_prefix(1);
        if (dashes.ends_with(':')) dashes.remove_suffix(1);
        if (dashes.empty() || dashes.find_first_not_of('-') != std::string_view::npos) return false;
    }
    return true;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The table whose header is `lines[at]`; `at` is moved behind it.
Result<Table> table_at(const std::vector<std::string_view>& lines, std::size_t& at) {
    TableBuilder table;
    const auto columns = cells_of(lines[at]).size();
    const auto divided = cells_of(lines[at + 1]).size();
    if (columns != divided)
        return fail(Code::internal_error, "the header has " + std::to_string(columns) +
                                              " cells, the line below it " + std::to_string(divided));
    MME_CHECK(table.add(cells_of(lines[at])));
    for (at += 2; at < lines.size() && lines[at].find('|') != std::string_view::npos; ++at)
        MME_CHECK(table.add(cells_of(lines[at])));
    return table.finish();
}

}  // namespace

std::string markdown_text(const Table& table) {
    std::string text = markdown_row(table.header);
    for (std::size_t i = 0; i < table.header.size(); ++i) text += "|---";
    text += "|\n";
    for (const auto& row : table.rows) text += markdown_row(row);
    return text + "\nMade from manifests whose signatures were not judged here.\n";
}

bool holds_pipe_table(std::string_view text) {
    const auto lines = lines_of(text);
    return std::any_of(lines.begin(), lines.end(), divides);
}

Result<std::vector<Table>> parse_markdown(std::string_view text) {
    const auto lines = lines_of(text);
    std::vector<Table> tables;
    for (std::size_t i = 0; i + 1 < lines.size();) {
        if (lines[i].find('|') == std::string_view::npos || !divides(lines[i + 1])) {
            ++i;
            continue;
        }
        auto table = table_at(lines, i);
        if (!table) return std::move(table).error().during("in table " + std::to_string(tables.size() + 1));
        tables.push_back(std::move(table).value());
    }
    return tables;
}

}  // namespace mme
