// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "libverify/archive/archive_walk.h"
#include "tests/fuzz/target.h"

namespace mme::fuzz {

/// What a walk gives: the content of each file by its name, where the archive ended, and why the walk did.
struct WalkedArchive {
    std::vector<std::pair<std::string, std::string>> entries;
    std::uint64_t end = 0;
    std::string fault;

    bool operator==(const WalkedArchive&) const = default;
};

using ArchiveWalk = std::function<Result<std::uint64_t>(const std::function<Status(ArchiveEntry&)>&)>;

/// Reads a content in pieces; nothing if it cannot be read, which the archive may go on behind.
inline bool read_content(ArchiveEntry& entry, std::size_t piece, std::string& content) {
    std::array<std::uint8_t, 4096> buffer{};
    constexpr std::size_t enough = std::size_t{1} << 20U;
    while (content.size() < enough) {
        const auto count = entry.read(std::span(buffer).first(piece));
        if (!count) return false;
        if (*count == 0)
            return promise(content.size() == entry.size, "a content has the size that is claimed"), true;
        content += as_text(ByteView(buffer).first(*count));
    }
    return false;
}

/// Walks an archive, and reads every file in pieces of that size.
inline WalkedArchive walked_archive(const ArchiveWalk& walk, std::size_t piece) {
    constexpr std::size_t most_entries = 1000;
    WalkedArchive found;
    const auto end = walk([&](ArchiveEntry& entry) -> Status {
        std::string content;
        if (found.entries.size() == most_entries) return fail(Code::scan_inconclusive, "enough");
        if (entry.type == FileType::file && !read_content(entry, piece, content)) content = "cannot be read";
        found.entries.emplace_back(entry.path, std::move(content));
        return Done{};
    });
    if (end)
        found.end = *end;
    else
        found.fault = end.error().detail();
    return found;
}

/// Whether contents stand in the file one after the other, so that no byte is given twice.
inline bool lie_in_order(const WalkedArchive& found, std::string_view file) {
    std::size_t at = 0;
    for (const auto& [name, content] : found.entries) {
        if (content == "cannot be read") continue;
        at = file.find(content, at);
        if (at == std::string_view::npos) return false;
        at += content.size();
    }
    return true;
}

}  // namespace mme::fuzz
