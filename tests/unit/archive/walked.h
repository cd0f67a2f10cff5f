// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <map>
#include <string>

#include "libverify/archive/archive_walk.h"
#include "tests/unit/archive/scratch_file.h"

namespace mme::test {

/// What a walk visited: content by path, "? " and the reason where it cannot be read; bytes outside by
/// "+OFFSET".
struct Walked {
    std::map<std::string, std::string> found;
    std::string fault;  ///< of the archive
    unsigned visits = 0;
};

inline std::string content_of(const ArchiveEntry& entry) {
    std::string all;
    Bytes piece(1000);
    for (;;) {
        const auto count = entry.read(piece);
        if (!count) return "? " + count.error().detail();
        if (*count == 0) return all;
        all += as_text(ByteView(piece).first(*count));
    }
}

/// Walks a container that has these bytes.
inline Walked walked(const std::string& bytes, ContainerKind kind) {
    const ScratchFile scratch(bytes);
    const auto file = PackageFile::open(scratch.path());
    Walked walked;
    const auto done = walk_container(*file, kind, [&](ArchiveEntry& entry) -> Status {
        ++walked.visits;
        const std::string path = (entry.outside ? "+" : "") + entry.path;
        if (entry.type == FileType::file)
            walked.found[path] = entry.encrypted ? "encrypted" : content_of(entry);
        return Done{};
    });
    if (!done) walked.fault = done.error().detail();
    return walked;
}

inline bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace mme::test
