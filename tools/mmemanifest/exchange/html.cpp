// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/html.h"

namespace mme {
namespace {

constexpr std::string_view beginning = R"(<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<title>Anti-virus scan report</title>
<style>
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.3em 0.6em; text-align: left; overflow-wrap: anywhere; }
</style>
</head>
<body>
<table>
<caption>Anti-virus scan report</caption>
)";
constexpr std::string_view ending = R"(</table>
<p>Made from manifests whose signatures were not judged here.</p>
</body>
</html>
)";

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (c == '"')
            safe += "&quot;";
        else if (c == '\'')
            safe += "&#39;";
        else
            safe += c;
    }
    return safe;
}

std::string html_row(const Row& row, const std::string& opening, const std::string& closing) {
    std::string line = "<tr>";
    for (const auto& cell : row) line.append(opening).append(escaped(cell)).append(closing);
    return line + "</tr>\n";
}

}  // namespace

std::string html_text(const Table& table) {
    std::string text{beginning};
    text += "<thead>\n" + html_row(table.header, "<th scope=\"col\">", "</th>") + "</thead>\n<tbody>\n";
    for (const auto& row : table.rows) text += html_row(row, "<td>", "</td>");
    return text + "</tbody>\n" + std::string{ending};
}

}  // namespace mme
