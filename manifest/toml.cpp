// SPDX-License-Identifier: LGPL-2.1-or-later
// The one home of TOML++.
#include "manifest/toml.h"

#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_UNRELEASED_FEATURES 0
// Its parser asserts, or has the compiler assume, what the text itself decides ("[/x]" begins no key). Each
// such place goes on to an error of its own, if nothing is asserted or assumed.
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT_ASSUME(expression) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>

#include "manifest/printable.h"
#include "manifest/toml_bounds.h"

namespace mme {

struct TomlTable::Impl {
    std::shared_ptr<toml::table> document;  ///< keeps the nodes below alive
    const toml::table* table = nullptr;
    std::string path;
    Code code = Code::internal_error;
    std::vector<const toml::node*> known;  ///< the values of keys that were asked for

    /// The value at a key, which is known from now on; null if there is none.
    const toml::node* take(std::string_view key) {
        const toml::node* node = table->get(key);
        if (node != nullptr) known.push_back(node);
        return node;
    }

    [[nodiscard]] std::string dotted(std::string_view key) const {
        return path.empty() ? std::string{key} : path + "." + std::string{key};
    }
    [[nodiscard]] TomlTable child(const toml::table& inner, std::string name) const {
        return TomlTable(std::make_shared<Impl>(Impl{document, &inner, std::move(name), code, {}}));
    }
};

namespace {

std::string place(const toml::source_region& source) {
    return "line " + std::to_string(source.begin.line) + ", column " + std::to_string(source.begin.column);
}

std::string_view type_word(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return "a table";
        case toml::node_type::array:
            return "an array";
        case toml::node_type::string:
            return "a string";
        case toml::node_type::integer:
            return "an integer";
        case toml::node_type::floating_point:
            return "a floating-point number";
        case toml::node_type::boolean:
            return "a boolean";
        case toml::node_type::date:
            return "a local date";
        case toml::node_type::time:
            return "a local time";
        case toml::node_type::date_time:
            return "a date-time";
        case toml::node_type::none:
            break;
    }
    return "nothing";
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

/// Why a string breaks its rule; empty if it does not.
std::string objection_to(std::string_view text, const TextRule& rule) {
    if (text.size() > rule.max_bytes)
        return "found " + std::to_string(text.size()) + " bytes, wanted at most " +
               std::to_string(rule.max_bytes);
    if (!rule.may_be_empty && is_blank(text)) return "found an empty or blank string, wanted text";
    if (text.find('\0') != std::string_view::npos) return "found a NUL character, wanted none";
    return {};
}

/// "\u202E"; what misleads has no more than four digits.
std::string unicode_escape(std::uint32_t code) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text = "\\u";
    for (unsigned shift = 16; shift > 0; shift -= 4) text += digits[code >> (shift - 4) & 15U];
    return text;
}

/// Days and seconds of a TOML date-time, in UTC.
Timestamp to_utc(const toml::date_time& value) {
    const std::chrono::year_month_day day{std::chrono::year{value.date.year},
                                          std::chrono::month{value.date.month},
                                          std::chrono::day{value.date.day}};
    return std::chrono::sys_days{day} + std::chrono::hours{value.time.hour} +
           std::chrono::minutes{value.time.minute} + std::chrono::seconds{value.time.second} -
           std::chrono::minutes{value.offset->minutes};
}

}  // namespace

Result<TomlTable> TomlTable::parse(std::string_view text, std::size_t max_bytes, Code on_error) {
    if (text.size() > max_bytes)
        return fail(on_error, "the text has " + std::to_string(text.size()) + " bytes, wanted at most " +
                                  std::to_string(max_bytes));
    if (text.starts_with("\xEF\xBB\xBF"))
        return fail(on_error, "line 1, column 1: a byte-order mark is not allowed");
    if (const auto at = text.find('\0'); at != std::string_view::npos)
        return fail(on_error,
                    "line " +
                        std::to_string(1 + std::count(text.begin(),
                                                      text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
                        ": a NUL byte is not allowed");
    MME_CHECK(check_toml_bounds(text, on_error));
    toml::parse_result parsed = toml::parse(text);
    if (!parsed)
        return fail(on_error,
                    place(parsed.error().source()) + ": " + std::string{parsed.error().description()});
    auto document = std::make_shared<toml::table>(std::move(parsed).table());
    const toml::table* root = document.get();
    return TomlTable(std::make_shared<Impl>(Impl{std::move(document), root, {}, on_error, {}}));
}

const std::string& TomlTable::path() const {
    return impl_->path;
}

bool TomlTable::has(std::string_view key) const {
    return impl_->table->get(key) != nullptr;
}

std::string TomlTable::place_of(std::string_view key) const {
    const toml::node* node = impl_->table->get(key);
    return place(node == nullptr ? impl_->table->source() : node->source());
}

Error TomlTable::error_at(std::string_view key, Code code, std::string problem) const {
    return fail(code, place_of(key) + ": key '" + impl_->dotted(key) + "': " + std::move(problem));
}

Error TomlTable::error_at(std::string_view key, std::string problem) const {
    return error_at(key, impl_->code, std::move(problem));
}

Result<std::optional<std::string>> TomlTable::optional_string(std::string_view key, TextRule rule) {
    const toml::node* node = impl_->take(key);
    if (node == nullptr) return std::optional<std::string>{};
    const auto* text = node->as_string();
    if (text == nullptr) return error_at(key, "found " + std::string{type_word(*node)} + ", wanted a string");
    if (auto objection = objection_to(text->get(), rule); !objection.empty()) return error_at(key, objection);
    return std::optional<std::string>(text->get());
}

Result<std::optional<std::string_view>> TomlTable::optional_lines(std::string_view key) {
    const toml::node* node = impl_->take(key);
    if (node == nullptr) return std::optional<std::string_view>{};
    const auto* text = node->as_string();
    if (text == nullptr) return error_at(key, "found " + std::string{type_word(*node)} + ", wanted a string");
    if (text->get().empty()) return error_at(key, "found an empty string, wanted lines");
    return std::optional<std::string_view>(text->get());
}

Error TomlTable::error_in_line(std::string_view key, std::size_t line, std::string problem) const {
    const toml::node* node = impl_->table->get(key);
    const std::size_t first = node == nullptr ? 0 : node->source().begin.line;
    return fail(impl_->code, "line " + std::to_string(first + line) + ": key '" + impl_->dotted(key) +
                                 "': " + std::move(problem));
}

Result<std::string> TomlTable::string(std::string_view key, TextRule rule) {
    MME_TRY(auto text, optional_string(key, rule));
    if (!text) return error_at(key, "is missing, wanted a string");
    return std::move(*text);
}

Result<std::int64_t> TomlTable::integer(std::string_view key, std::int64_t least, std::int64_t most) {
    const toml::node* node = impl_->take(key);
    const std::string range = "an integer from " + std::to_string(least) + " to " + std::to_string(most);
    if (node == nullptr) return error_at(key, "is missing, wanted " + range);
    const auto* value = node->as_integer();
    if (value == nullptr)
        return error_at(key, "found " + std::string{type_word(*node)} + ", wanted " + range);
    if (value->get() < least || value->get() > most)
        return error_at(key, "found " + std::to_string(value->get()) + ", wanted " + range);
    return value->get();
}

Result<bool> TomlTable::boolean(std::string_view key) {
    const toml::node* node = impl_->take(key);
    if (node == nullptr) return error_at(key, "is missing, wanted true or false");
    const auto* value = node->as_boolean();
    if (value == nullptr)
        return error_at(key, "found " + std::string{type_word(*node)} + ", wanted true or false");
    return value->get();
}

Result<Timestamp> TomlTable::time(std::string_view key) {
    constexpr std::string_view wanted = "wanted a date-time with an offset, like 2026-11-23T18:02:11Z";
    const toml::node* node = impl_->take(key);
    if (node == nullptr) return error_at(key, "is missing, " + std::string{wanted});
    const auto* value = node->as_date_time();
    if (value == nullptr)
        return error_at(key, "found " + std::string{type_word(*node)} + ", " + std::string{wanted});
    if (!value->get().offset) return error_at(key, "found a local date-time, " + std::string{wanted});
    return to_utc(value->get());
}

Result<std::optional<std::vector<std::string>>> TomlTable::optional_strings(std::string_view key,
                                                                            TextRule rule) {
    const toml::node* node = impl_->take(key);
    if (node == nullptr) return std::optional<std::vector<std::string>>{};
    const auto* array = node->as_array();
    if (array == nullptr)
        return error_at(key, "found " + std::string{type_word(*node)} + ", wanted an array of strings");
    std::vector<std::string> texts;
    for (const toml::node& element : *array) {
        const auto* text = element.as_string();
        if (text == nullptr)
            return error_at(key, "found " + std::string{type_word(element)} + " in it, wanted strings only");
        if (auto objection = objection_to(text->get(), rule); !objection.empty())
            return error_at(key, objection);
        texts.push_back(text->get());
    }
    return std::optional(std::move(texts));
}

Result<std::vector<std::string>> TomlTable::strings(std::string_view key, TextRule rule) {
    MME_TRY(auto texts, optional_strings(key, rule));
    if (!texts) return error_at(key, "is missing, wanted an array of strings");
    return std::move(*texts);
}

Result<std::optional<TomlTable>> TomlTable::optional_table(std::string_view key) {
    const toml::node* node = impl_->take(key);
    if (node == nullptr) return std::optional<TomlTable>{};
    const auto* table = node->as_table();
    if (table == nullptr) return error_at(key, "found " + std::string{type_word(*node)} + ", wanted a table");
    return std::optional(impl_->child(*table, impl_->dotted(key)));
}

Result<TomlTable> TomlTable::table(std::string_view key) {
    MME_TRY(auto table, optional_table(key));
    if (!table) return error_at(key, "is missing, wanted a table");
    return std::move(*table);
}

Result<std::vector<TomlTable>> TomlTable::tables(std::string_view key) {
    std::vector<TomlTable> tables;
    const toml::node* node = impl_->take(key);
    if (node == nullptr) return tables;
    const auto* array = node->as_array();
    if (array == nullptr)
        return error_at(key, "found " + std::string{type_word(*node)} + ", wanted an array of tables");
    for (const toml::node& element : *array) {
        const auto* table = element.as_table();
        if (table == nullptr)
            return error_at(key, "found " + std::string{type_word(element)} + " in it, wanted tables only");
        tables.push_back(
            impl_->child(*table, impl_->dotted(key) + "[" + std::to_string(tables.size()) + "]"));
    }
    return tables;
}

Status TomlTable::finish() const {
    const auto& known = impl_->known;
    for (const auto& [key, node] : *impl_->table) {
        if (std::find(known.begin(), known.end(), &node) != known.end()) continue;
        if (key.str().starts_with("x-") && node.is_table()) continue;
        return fail(impl_->code,
                    place(key.source()) + ": key '" + impl_->dotted(key.str()) + "' is not known here");
    }
    return Done{};
}

std::string toml_quoted(std::string_view text) {
    std::string quoted = "\"";
    while (!text.empty()) {
        const Character one = first_character(text);
        const auto bytes = text.substr(0, std::max<std::size_t>(one.length, 1));
        if (bytes == "\"" || bytes == "\\")
            quoted += '\\' + std::string{bytes};
        else if (bytes == "\n")
            quoted += "\\n";
        else if (one.length > 0 && misleads(one.code))
            quoted += unicode_escape(one.code);
        else
            quoted += bytes;
        text.remove_prefix(bytes.size());
    }
    return quoted + '"';
}

}  // namespace mme
