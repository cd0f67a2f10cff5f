// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/ar_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "libverify/archive/extent_reader.h"

namespace mme {
namespace {

constexpr std::uint64_t ar_header_bytes = 60;
/// Of long names; a longer table is a member like any other, and its names stay unresolved.
constexpr std::uint64_t most_table_bytes = std::uint64_t{4} << 20U;
constexpr std::uint64_t most_bsd_name_bytes = 4096;

/// The number at the start of a field, blanks behind it; nothing if there is none.
std::optional<std::uint64_t> decimal(std::string_view field) {
    std::uint64_t value = 0;
    const auto [end, fault] = std::from_chars(field.data(), field.data() + field.size(), value);
    const auto rest = field.substr(static_cast<std::size_t>(end - field.data()));
    if (fault != std::errc{} || rest.find_first_not_of(' ') != std::string_view::npos) return std::nullopt;
    return value;
}

class ArWalk {
  public:
    ArWalk(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit)
        : file_(file), visit_(visit) {}

    Status run() {
        std::uint64_t at = 8;  // behind the magic
        while (at < file_.size()) {
            MME_TRY(const Extent content, content_behind(at));
            MME_CHECK(visit_member(content));
            at = content.offset + content.length;
            at += at % 2;
        }
        return Done{};
    }

  private:
    [[nodiscard]] Error malformed(std::uint64_t at, std::string_view what) const {
        return fail(Code::archive_malformed,
                    fmt::format("{}: ar archive at offset {}: {}", file_.shown(), at, what));
    }

    Result<Extent> content_behind(std::uint64_t at) {
        if (file_.size() - at < ar_header_bytes) return malformed(at, "is cut off in a member's header");
        MME_TRY(header_, file_.read_range(at, ar_header_bytes));
        const auto size = decimal(as_text(header_).substr(48, 10));
        if (!size || as_text(header_).substr(58) != "`\n") return malformed(at, "expected a member's header");
        const std::uint64_t start = at + ar_header_bytes;
        if (*size > file_.size() - start)
            return malformed(at, fmt::format("a member of {} bytes leaves the file", *size));
        return Extent{start, *size};
    }

    Status visit_member(Extent content) {
        ArchiveEntry entry;
        MME_TRY(entry.path, name_of(content));
        entry.size = content.length;
        entry.read = reader_of(file_, content);
        return visit_(entry);
    }

    /// A BSD name stands in front of the content, and is taken from it.
    Result<std::string> name_of(Extent& content) {
        const std::string_view field = as_text(header_).substr(0, 16);
        const std::string name(field.substr(0, field.find_last_not_of(' ') + 1));
        if (name == "//" && content.length <= most_table_bytes) {
            MME_TRY(table_, file_.read_range(content.offset, content.length));
        }
        if (name.starts_with("#1/")) return bsd_name(name, content);
        if (name.size() < 2 || name == "//" || name == "/SYM64/") return name.empty() ? "#" : name;
        if (name.front() == '/') return long_name(name);
        return name.back() == '/' ? name.substr(0, name.size() - 1) : name;
    }

    [[nodiscard]] std::string long_name(const std::string& name) const {
        const auto offset = decimal(std::string_view(name).substr(1));
        if (!offset || *offset >= table_.size()) return name;
        const auto rest = as_text(table_).substr(*offset);
        return std::string(
            rest.substr(0, std::min(rest.find_first_of(std::string_view("/\n\0", 3)), rest.size())));
    }

    Result<std::string> bsd_name(const std::string& name, Extent& content) const {
        const auto length = decimal(std::string_view(name).substr(3));
        if (!length || *length > content.length || *length > most_bsd_name_bytes) return name;
        MME_TRY(const Bytes bytes, file_.read_range(content.offset, *length));
        content.offset += *length;
        content.length -= *length;
        return std::string(as_text(bytes).substr(0, as_text(bytes).find('\0')));
    }

    const PackageFile& file_;
    const std::function<Status(ArchiveEntry&)>& visit_;
    Bytes header_;
    Bytes table_;
};

}  // namespace

Status walk_ar(const PackageFile& file, const std::function<Status(ArchiveEntry&)>& visit) {
    return ArWalk(file, visit).run();
}

}  // namespace mme
