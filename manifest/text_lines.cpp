// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/text_lines.h"

#include <algorithm>

#include "manifest/path_check.h"
#include "manifest/printable.h"

namespace mme {
namespace {

constexpr std::string_view apostrophe = "\\x27";
constexpr std::size_t most_shown_bytes = 256;

}  // namespace

std::size_t TextLines::count() const {
    return static_cast<std::size_t>(std::count(text_.begin(), text_.end(), '\n'));
}

Status TextLines::next() {
    ++line_;
    const std::size_t end = rest_.find('\n');
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (end == std::string_view::npos) return fault("expected a line feed at its end");
    for (count_ = 0; count_ < most_fields;) {
        const std::size_t tab = line.find('\t');
        fields_[count_++] = line.substr(0, tab);
        if (tab == std::string_view::npos) return Done{};
        line.remove_prefix(tab + 1);
    }
    return fault("found more than " + std::to_string(most_fields) + " fields, expected fewer");
}

std::string TextLines::shown(std::size_t index) const {
    return '"' + printable_start(field(index), most_shown_bytes) + '"';
}

Result<std::string> TextLines::name(std::size_t index) const {
    std::string plain;
    std::string_view rest = field(index);
    if (rest.empty()) return fault("found an empty field, expected text");
    if (rest.find_first_of("\\'") == std::string_view::npos) return std::string{rest};
    while (!rest.empty()) {
        const bool quote = rest.starts_with(apostrophe);
        const std::size_t length = quote ? apostrophe.size() : rest.starts_with("\\\\") ? 2 : 1;
        if (rest.front() == '\'') return fault("found an apostrophe, expected \\x27 in its place");
        plain += quote ? std::string_view{"'"} : rest.substr(0, length);
        rest.remove_prefix(length);
    }
    return plain;
}

Result<std::string> TextLines::text(std::size_t index, std::size_t most) const {
    MME_TRY(std::string plain, name(index));
    if (plain.find_first_not_of(' ') == std::string::npos) return fault("found a blank field, expected text");
    MME_CHECK(check_text(plain, most));
    return plain;
}

Status TextLines::check_text(std::string_view text, std::size_t most) const {
    if (text.size() > most)
        return fault("found " + std::to_string(text.size()) + " bytes, expected at most " +
                     std::to_string(most));
    if (!is_path_form(text, most))
        return fault("found \"" + printable_start(text, most_shown_bytes) +
                     "\", expected text in the form of SPEC.md section 4.1");
    return Done{};
}

Error TextLines::fault(std::string problem) const {
    return table_->error_in_line(key_, line_, std::move(problem));
}

}  // namespace mme
