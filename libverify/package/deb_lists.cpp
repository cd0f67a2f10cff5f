// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "libverify/package/deb_stanza.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

/// What a line may have with its newline: dpkg reads it with fgets() into a buffer of its own.
constexpr std::size_t most_conffile_line_bytes = 997;
constexpr std::size_t most_trigger_line_bytes = 255;

constexpr std::string_view blanks = " \t\n";

std::string_view without_end(std::string_view text, std::string_view white) {
    return text.substr(0, text.find_last_not_of(white) + 1);
}

std::string_view without_front(std::string_view text, std::string_view white) {
    return text.substr(std::min(text.find_first_not_of(white), text.size()));
}

struct ListForm {
    const char* file;
    std::size_t most_line_bytes;
    /// What is wrong with a line, given without its newline, or nothing.
    std::string_view (*fault)(std::string_view line);
};

Status check_lines(std::string_view text, const ListForm& form) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto refuse = [&](std::string_view why) {
            return fail(Code::archive_malformed,
                        fmt::format("{}: line {}: {}, and dpkg would stop at it", form.file, number, why));
        };
        const auto end = text.find('\n');
        if (end == text.npos) return refuse("no newline at its end");
        const std::string_view line = text.substr(0, end);
        if (end >= form.most_line_bytes)
            return refuse(fmt::format("{} bytes, at most {} are allowed", end, form.most_line_bytes - 1));
        if (line.find('\0') != line.npos) return refuse("a NUL byte");
        if (const auto why = form.fault(line); !why.empty()) return refuse(why);
        text.remove_prefix(end + 1);
    }
    return Done{};
}

std::string_view conffile_fault(std::string_view line) {
    constexpr auto flag = "remove-on-upgrade "sv;
    line = without_end(line, deb_white_space);
    if (line.starts_with(flag)) line.remove_prefix(flag.size());
    if (line.empty() || line.starts_with('/')) return {};
    return "expected an absolute path, or remove-on-upgrade and one";
}

/// A path without an empty component, or something like the name of a package.
bool is_trigger_of_known_kind(std::string_view name) {
    if (name.starts_with('/')) return !name.ends_with('/') && name.find("//") == name.npos;
    constexpr auto letters_and_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"sv;
    const auto is = [&](char one, std::string_view more) {
        return letters_and_digits.find(one) != letters_and_digits.npos || more.find(one) != more.npos;
    };
    return is(name.front(), "") &&
           std::all_of(name.begin(), name.end(), [&](char one) { return is(one, "-+."); });
}

std::string_view trigger_fault(std::string_view line) {
    constexpr std::array directives{"interest"sv, "interest-await"sv, "interest-noawait"sv,
                                    "activate"sv, "activate-await"sv, "activate-noawait"sv};
    line = without_end(without_front(line, blanks), blanks);
    if (line.empty() || line.front() == '#') return {};
    const std::string_view directive = line.substr(0, line.find_first_of(blanks));
    if (std::find(directives.begin(), directives.end(), directive) == directives.end())
        return "expected interest or activate, with -await or -noawait";
    const std::string_view name = without_front(line.substr(directive.size()), blanks);
    const auto printable = [](char one) { return one > ' ' && one <= '~'; };
    if (name.empty() || !std::all_of(name.begin(), name.end(), printable))
        return "expected the name of one trigger, in printable ASCII";
    if (directive.starts_with("interest") && !is_trigger_of_known_kind(name))
        return "the trigger is no plain path and no name like a package's";
    return {};
}

}  // namespace

Status check_deb_conffiles(std::string_view text) {
    return check_lines(text, {"conffiles", most_conffile_line_bytes, conffile_fault});
}

Status check_deb_triggers(std::string_view text) {
    return check_lines(text, {"triggers", most_trigger_line_bytes, trigger_fault});
}

}  // namespace mme
