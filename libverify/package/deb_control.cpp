// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_control.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "libverify/archive/archive_walk.h"

namespace mme {
namespace {

constexpr std::uint64_t most_control_bytes = std::uint64_t{1} << 20U;
constexpr ArchiveLimits control_limits{.entries = 10'000, .bytes = std::uint64_t{32} << 20U};
constexpr std::string_view blanks = " \t\r";

using Fields = std::map<std::string, std::string>;

Error malformed(const std::string& what) {
    return fail(Code::archive_malformed, "control: " + what);
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Field names are the same in any case (deb-control(5)).
std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

/// Splits a stanza into fields, line by line.
class StanzaReader {
  public:
    Status line(std::string_view text) {
        ++number_;
        if (trimmed(text).empty()) {
            ended_ = true;
            return Done{};
        }
        if (ended_) return malformed(fmt::format("line {}: a second stanza", number_));
        if (text.front() == ' ' || text.front() == '\t') return continuation(text);
        return field(text);
    }

    Fields take() { return std::move(fields_); }

  private:
    Status continuation(std::string_view text) {
        if (last_ == nullptr) return malformed(fmt::format("line {}: a continuation of nothing", number_));
        *last_ += "\n" + std::string{trimmed(text)};
        return Done{};
    }

    Status field(std::string_view text) {
        const auto colon = text.find(':');
        const auto name = text.substr(0, colon);
        if (colon == std::string_view::npos || name.empty() ||
            name.find_first_of(blanks) != std::string_view::npos) {
            return malformed(fmt::format("line {}: wanted 'Field: value'", number_));
        }
        const auto [place, added] = fields_.emplace(lower(name), trimmed(text.substr(colon + 1)));
        if (!added) return malformed(fmt::format("line {}: field '{}' is there twice", number_, name));
        last_ = &place->second;
        return Done{};
    }

    Fields fields_;
    std::string* last_ = nullptr;
    bool ended_ = false;
    std::size_t number_ = 0;
};

Result<Fields> fields_of(std::string_view text) {
    if (text.find('\0') != std::string_view::npos) return malformed("holds a NUL byte");
    StanzaReader reader;
    while (!text.empty()) {
        const auto end = text.find('\n');
        MME_CHECK(reader.line(text.substr(0, end)));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return reader.take();
}

Result<std::string> required(const Fields& fields, const char* name) {
    const auto found = fields.find(name);
    if (found == fields.end() || found->second.empty()) return malformed(fmt::format("no field '{}'", name));
    if (found->second.find_first_of(" \t\r\n") != std::string::npos) {
        return malformed(fmt::format("field '{}' is more than one word", name));
    }
    return found->second;
}

/// "a (>= 1), b:any | c" names a, b and c.
void add_names(std::string_view list, std::vector<std::string>& names) {
    while (!list.empty()) {
        const auto end = list.find_first_of(",|");
        const auto item = list.substr(0, end);
        const auto start = item.find_first_not_of(" \t\r\n");
        if (start != std::string_view::npos) {
            const auto stop = item.find_first_of(" \t\r\n(:[", start);
            names.emplace_back(item.substr(start, stop == std::string_view::npos ? stop : stop - start));
        }
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
}

std::string_view without_dot(std::string_view path) {
    if (path.starts_with("./")) path.remove_prefix(2);
    return path;
}

Result<std::string> content_of(ArchiveEntry& entry) {
    if (entry.type != FileType::file) return malformed("is no regular file in control.tar");
    if (entry.size > most_control_bytes) {
        return malformed(
            fmt::format("claims {} bytes, at most {} are allowed", entry.size, most_control_bytes));
    }
    Bytes content(entry.size);
    std::size_t done = 0;
    while (done < content.size()) {
        MME_TRY(const std::size_t got, entry.read(std::span{content}.subspan(done)));
        if (got == 0) return malformed(fmt::format("ends after {} of {} bytes", done, content.size()));
        done += got;
    }
    return std::string{as_text(content)};
}

}  // namespace

Result<DebControl> parse_deb_control(std::string_view text) {
    MME_TRY(const Fields fields, fields_of(text));
    DebControl control;
    control.identity.type = PackageType::deb;
    MME_TRY(control.identity.name, required(fields, "package"));
    MME_TRY(control.identity.version, required(fields, "version"));
    MME_TRY(control.identity.architecture, required(fields, "architecture"));
    if (const auto found = fields.find("maintainer"); found != fields.end())
        control.maintainer = found->second;
    for (const char* name : {"provides", "replaces", "conflicts", "breaks"}) {
        if (const auto found = fields.find(name); found != fields.end())
            add_names(found->second, control.claims);
    }
    return control;
}

Result<DebControl> read_deb_control(const PackageFile& file, Extent control_tar) {
    std::optional<std::string> text;
    Tally files;
    const auto visit = [&](ArchiveEntry& entry) -> Status {
        if (entry.type == FileType::file) files.add(1, entry.size);
        if (without_dot(entry.path) != "control") return Done{};
        if (text) return malformed("is there twice in control.tar");
        MME_TRY(text, content_of(entry));
        return Done{};
    };
    MME_CHECK(walk_archive(file, control_tar, ArchiveKind::tar, control_limits, visit));
    if (!text) return malformed("is not in control.tar");
    MME_TRY(DebControl control, parse_deb_control(*text));
    control.files = files;
    return control;
}

}  // namespace mme
