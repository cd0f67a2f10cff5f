// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/apt_protocol.h"

#include <array>
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

std::string root_in_apt_protocol(std::string_view text) {
    Lines lines(text);
    std::string root;
    for (auto line = lines.next(); line && !line->empty(); line = lines.next())
        for (const std::string_view option : {"DPkg::Options::=--root=", "DPkg::Options::=--instdir="})
            if (line->starts_with(option)) root = line->substr(option.size());
    return root;
}

}  // namespace mme
