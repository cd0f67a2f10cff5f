// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "libverify/archive/path_text.h"
#include "libverify/package/deb_stanza.h"

namespace mme {
namespace {

constexpr std::string_view lower_alphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view digits = "0123456789";

Error bad_word(std::string_view noun, std::string_view text) {
    return malformed_control(fmt::format("'{}' is no {}", shortened(path_text(text), 256), noun));
}

bool consists_of(std::string_view text, std::string_view characters, std::string_view more) {
    return std::all_of(text.begin(), text.end(), [&](char one) {
        return characters.find(one) != std::string_view::npos || more.find(one) != std::string_view::npos;
    });
}

std::string in_lower_case(std::string_view text) {
    std::string out{text};
    for (char& one : out)
        if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
    return out;
}

std::optional<unsigned> epoch_of(std::string_view text) {
    unsigned value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    const bool fits = value <= static_cast<unsigned>(std::numeric_limits<int>::max());
    if (error != std::errc{} || stop != end || !fits) return std::nullopt;
    return value;
}

/// Upstream version and revision, without an epoch.
bool is_upstream_version(std::string_view text) {
    const auto hyphen = text.rfind('-');
    const std::string_view version = text.substr(0, hyphen);
    if (version.empty() || !consists_of(version.substr(0, 1), digits, "")) return false;
    if (!consists_of(version, alphanumeric, ".-+~:")) return false;
    if (hyphen == std::string_view::npos) return true;
    const std::string_view revision = text.substr(hyphen + 1);
    return !revision.empty() && consists_of(revision, alphanumeric, ".+~");
}

/// As dpkg still takes it (pkg_name_is_illegal).
Result<std::string> parse_named_package(std::string_view text) {
    const bool fits = !text.empty() && consists_of(text.substr(0, 1), alphanumeric, "") &&
                      consists_of(text, alphanumeric, "-+._");
    if (!fits) return bad_word("name of a package", text);
    return in_lower_case(text);
}

/// Which relationship fields: those that may name alternatives, or the others.
enum class Alternatives { allowed, refused };

/// Reads the names of a relationship field, from left to right.
class RelationReader {
  public:
    RelationReader(std::string_view value, Alternatives alternatives)
        : left_(value), alternatives_(alternatives) {}

    Result<std::vector<std::string>> read() {
        std::vector<std::string> names;
        while (!left_.empty()) {
            MME_TRY(std::string name, package_name(take_until(" \t\n\v\f\r:(,|")));
            names.push_back(std::move(name));
            MME_CHECK(architecture());
            skip_white_space();
            MME_CHECK(version());
            MME_CHECK(separator());
        }
        return names;
    }

  private:
    [[nodiscard]] Result<std::string> package_name(std::string_view text) const {
        return alternatives_ == Alternatives::allowed ? parse_named_package(text) : parse_deb_name(text);
    }

    std::string_view take_until(std::string_view stops) {
        const auto end = std::min(left_.find_first_of(stops), left_.size());
        const std::string_view taken = left_.substr(0, end);
        left_.remove_prefix(end);
        return taken;
    }

    void skip_white_space() {
        left_.remove_prefix(std::min(left_.find_first_not_of(deb_white_space), left_.size()));
    }

    bool take(char one) {
        if (!left_.starts_with(one)) return false;
        left_.remove_prefix(1);
        return true;
    }

    Status architecture() {
        if (!take(':')) return Done{};
        MME_CHECK(parse_deb_architecture(take_until(" \t\n\v\f\r(,|")));
        return Done{};
    }

    /// "<", ">", with the same again or "=", "=" alone, or nothing, which means "=".
    Status relation() {
        if (take('=')) return Done{};
        const char first = left_.empty() ? '\0' : left_.front();
        if (first != '<' && first != '>') return Done{};
        left_.remove_prefix(1);
        if (take('=') || take(first)) return Done{};
        if (left_.starts_with('<') || left_.starts_with('>')) return bad_word("relation of versions", left_);
        return Done{};
    }

    Status version() {
        if (!take('(')) return Done{};
        skip_white_space();
        MME_CHECK(relation());
        skip_white_space();
        MME_CHECK(parse_deb_version(take_until(" \t\n\v\f\r()")));
        skip_white_space();
        if (!take(')')) return malformed_control("a version in a relationship field does not end in ')'");
        skip_white_space();
        return Done{};
    }

    /// A comma, or a bar where alternatives are allowed, that another name follows, or the end.
    Status separator() {
        if (left_.empty()) return Done{};
        const bool bar = alternatives_ == Alternatives::allowed && take('|');
        if (!bar && !take(',')) return bad_word("list of packages from there on", left_);
        skip_white_space();
        if (left_.empty()) return malformed_control("a relationship field ends where a name is expected");
        return Done{};
    }

    std::string_view left_;
    Alternatives alternatives_;
};

}  // namespace

Result<std::string> parse_deb_name(std::string_view text) {
    std::string name = in_lower_case(text);
    const bool fits = name.size() >= 2 && consists_of(name.substr(0, 1), lower_alphanumeric, "") &&
                      consists_of(name, lower_alphanumeric, "+.-");
    if (!fits) return bad_word("name of a package", text);
    return name;
}

Result<std::string> parse_deb_version(std::string_view text) {
    const auto colon = text.find(':');
    const std::string_view rest = colon == std::string_view::npos ? text : text.substr(colon + 1);
    const auto epoch = colon == std::string_view::npos ? 0U : epoch_of(text.substr(0, colon));
    if (!epoch || !is_upstream_version(rest)) return bad_word("version", text);
    if (*epoch == 0 && rest.find(':') == std::string_view::npos) return std::string{rest};
    return fmt::format("{}:{}", *epoch, rest);
}

Result<std::string> parse_deb_architecture(std::string_view text) {
    if (text.empty() || text.front() == '-' || !consists_of(text, alphanumeric, "-"))
        return bad_word("architecture", text);
    return std::string{text};
}

Result<std::vector<std::string>> parse_deb_relations(std::string_view value) {
    return RelationReader(value, Alternatives::refused).read();
}

Status check_deb_alternatives(std::string_view value) {
    MME_CHECK(RelationReader(value, Alternatives::allowed).read());
    return Done{};
}

}  // namespace mme
