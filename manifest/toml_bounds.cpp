// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/toml_bounds.h"

#include <algorithm>
#include <array>
#include <string>

namespace mme {
namespace {

/// Counts signs; those in strings and comments are not given to it.
class SignCounter {
  public:
    explicit SignCounter(std::string_view text) : text_(text) {}

    /// What there is too much of with the sign at `at`; empty if nothing.
    std::string objection_to(std::size_t at) {
        const char sign = text_[at];
        if (sign == '[' && before_ == '\n' && open_ == 0) begin_header(at);
        if (sign == '\n') in_known_header_ = false;
        if (sign == '.' && !in_known_header_) ++table_names_;
        names_ = sign == '.' ? names_ + 1 : 1;
        if (sign == '[' || sign == '{') ++open_;
        if ((sign == ']' || sign == '}') && open_ > 0) --open_;
        if (std::string_view{"=,.[{"}.find(sign) != std::string_view::npos) ++signs_;
        before_ = sign;
        return objection();
    }

  private:
    void begin_header(std::size_t at) {
        const std::string_view header = text_.substr(at, text_.find('\n', at) - at);
        in_known_header_ = header == last_header_;
        if (!in_known_header_) ++table_names_;
        last_header_ = header;
    }

    [[nodiscard]] std::string objection() const {
        if (names_ > most_toml_names) return too_many("dotted names in a key", most_toml_names);
        if (open_ > most_toml_levels) return too_many("brackets open at once", most_toml_levels);
        if (table_names_ > most_toml_table_names)
            return too_many("names in dotted keys and in headers unlike the one before",
                            most_toml_table_names);
        if (signs_ > most_toml_signs)
            return too_many("keys and values (signs = , . [ { outside of strings)", most_toml_signs);
        return {};
    }

    static std::string too_many(const std::string& what, std::size_t most) {
        return "found more than " + std::to_string(most) + " " + what + ", expected at most so many";
    }

    std::string_view text_;
    std::string_view last_header_;
    bool in_known_header_ = false;
    char before_ = '\n';
    std::size_t signs_ = 0;
    std::size_t open_ = 0;
    std::size_t names_ = 1;
    std::size_t table_names_ = 0;
};

/// What is not passed over: the signs that count, what ends a key, and what begins a string or a comment.
constexpr auto stops = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view{"\n=,.[]{}\"'#"}) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_stop(char c) {
    return stops[static_cast<unsigned char>(c)];
}

/// Behind a string that ends in its line. Without its closing quote it ends there too: a parser stops.
std::size_t behind_line_string(std::string_view text, std::size_t at, char quote) {
    for (; at < text.size() && text[at] != '\n'; ++at) {
        if (text[at] == quote) return at + 1;
        if (text[at] == '\\' && quote == '"') ++at;
    }
    return at;
}

/// Behind a string between three quotes. Up to two more quotes before these belong to its text.
std::size_t behind_block_string(std::string_view text, std::size_t at, char quote) {
    const std::string closing(3, quote);
    for (; at < text.size(); ++at) {
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (text[at] == quote && text.substr(at, 3) == closing) {
            const std::size_t other = text.find_first_not_of(quote, at);
            return std::min({other, at + 5, text.size()});
        }
    }
    return at;
}

std::size_t behind_string(std::string_view text, std::size_t at) {
    const char quote = text[at];
    if (text.substr(at, 3) == std::string(3, quote)) return behind_block_string(text, at + 3, quote);
    return behind_line_string(text, at + 1, quote);
}

std::string place_in(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t line_begin = before.rfind('\n') + 1;  // 0 where there is none
    return "line " + std::to_string(line) + ", column " + std::to_string(at - line_begin + 1);
}

}  // namespace

Status check_toml_bounds(std::string_view text, Code on_error) {
    SignCounter counter(text);
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"' || c == '\'') {
            at = behind_string(text, at);
        } else if (c == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else {
            if (is_stop(c))
                if (const auto objection = counter.objection_to(at); !objection.empty())
                    return fail(on_error, place_in(text, at) + ": " + objection);
            ++at;
        }
    }
    return Done{};
}

}  // namespace mme
