// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/apt_protocol.h"

#include <array>
#include <charconv>
#include <optional>

namespace mme {
namespace {

Error not_understood(std::size_t line, const std::string& why) {
    return fail(Code::internal_error,
                "apt's hook protocol, line " + std::to_string(line) + ": " + why +
                    "; run `mmeverify enable apt` to write the hook's configuration again");
}

/// Cuts lines off a text. The last one may lack its end: cupt writes it so, and a path that was cut off names
/// no archive.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_(text) {}

    std::optional<std::string_view> next() {
        if (rest_.empty()) return std::nullopt;
        const auto end = rest_.find('\n');
        const auto line = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        ++number_;
        return line;
    }
    [[nodiscard]] std::size_t number() const { return number_; }

  private:
    std::string_view rest_;
    std::size_t number_ = 0;
};

constexpr std::size_t fields_before_path = 8;
using Fields = std::array<std::string_view, fields_before_path>;

/// The eight fields; `line` keeps what follows them, which may hold spaces.
bool take_fields(std::string_view& line, Fields& fields) {
    for (auto& field : fields) {
        const auto space = line.find(' ');
        if (space == std::string_view::npos || space == 0) return false;
        field = line.substr(0, space);
        line.remove_prefix(space + 1);
    }
    return true;
}

Result<std::optional<AptArchive>> parse_action(std::string_view line, std::size_t number) {
    Fields fields;
    if (!take_fields(line, fields)) return not_understood(number, "nine fields are wanted");
    const auto order = fields[4];
    if (order != "<" && order != ">" && order != "=" && order != "-")
        return not_understood(number, "direction '" + std::string(order) + "', one of < > = - is wanted");
    if (line == "**CONFIGURE**" || line == "**REMOVE**") return std::optional<AptArchive>{};
    if (!line.starts_with('/'))
        return not_understood(number,
                              "'" + std::string(line) + "' where an archive's absolute path is wanted");
    const std::string installed(fields[1] == "-" ? "" : fields[1]);
    return std::optional<AptArchive>{AptArchive{std::string(line), installed}};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// A value of the configuration as it was before apt wrote some of its bytes as %HH.
std::string unquoted(std::string_view text) {
    std::string value;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        const auto digits = text.substr(i + 1, 2);
        const bool quoted =
            text[i] == '%' && digits.size() == 2 &&
            std::from_chars(digits.data(), digits.data() + 2, byte, 16).ptr == digits.data() + 2;
        value += quoted ? static_cast<char>(byte) : text[i];
        if (quoted) i += 2;
    }
    return value;
}

Status skip_configuration(Lines& lines) {
    while (const auto line = lines.next()) {
        if (line->empty()) return Done{};
        if (line->find('=') == std::string_view::npos)
            return not_understood(lines.number(), "a configuration line without '='");
    }
    return not_understood(lines.number() + 1, "the text ends inside apt's configuration");
}

}  // namespace

Result<std::vector<AptArchive>> parse_apt_protocol(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) return not_understood(1, "a NUL byte");
    Lines lines(text);
    const auto version = lines.next();
    if (!version || *version != "VERSION 3") return not_understood(1, "'VERSION 3' is wanted");
    MME_CHECK(skip_configuration(lines));
    std::vector<AptArchive> archives;
    while (const auto line = lines.next()) {
        MME_TRY(auto archive, parse_action(*line, lines.number()));
        if (archive) archives.push_back(std::move(*archive));
    }
    return archives;
}

std::vector<std::string> dpkg_options_in_apt_protocol(std::string_view text) {
    constexpr std::string_view place = "dpkg::options::";
    Lines lines(text);
    std::vector<std::string> options;
    for (auto line = lines.next(); line && !line->empty(); line = lines.next()) {
        const auto equals = line->find('=');
        if (equals == std::string_view::npos || lower(line->substr(0, place.size())) != place) continue;
        if (auto value = unquoted(line->substr(equals + 1)); !value.empty())
            options.push_back(std::move(value));
    }
    return options;
}

}  // namespace mme
