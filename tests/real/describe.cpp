// SPDX-License-Identifier: LGPL-2.1-or-later
// Prints what libverify reads of each deb named, in the lines of `dpkg-deb -c` without its date, behind one
// line "package NAME VERSION ARCHITECTURE" or "refused FILE: REASON"; for tests/real/run.
#include <array>
#include <cstdio>
#include <string>

#include "libverify/package/payload.h"

namespace mme {
namespace {

char letter(FileType type) {
    switch (type) {
        case FileType::directory:
            return 'd';
        case FileType::symlink:
            return 'l';
        case FileType::hardlink:
            return 'h';
        case FileType::fifo:
            return 'p';
        default:
            return '-';
    }
}

Status print_entry(ArchiveEntry& entry) {
    Bytes piece(65536);
    std::uint64_t size = 0;
    for (;;) {
        MME_TRY(const auto got, entry.read(piece));
        if (got == 0) break;
        size += got;
    }
    std::printf("%c %04o %s/%s %llu %s", letter(entry.type), entry.mode, entry.owner.c_str(),
                entry.group.c_str(), static_cast<unsigned long long>(size), entry.path.c_str());
    if (!entry.target.empty()) std::printf(" -> %s", entry.target.c_str());
    std::puts("");
    return Done{};
}

Status print_deb(const char* path) {
    MME_TRY(const auto file, PackageFile::open(path));
    MME_TRY(const auto package, read_package(file));
    const auto& identity = package.identity;
    std::printf("package %s %s %s\n", identity.name.c_str(), identity.version.c_str(),
                identity.architecture.c_str());
    return walk_payload(file, package, print_entry);
}

}  // namespace
}  // namespace mme

int main(int count, char** words) {
    for (int i = 1; i < count; ++i) {
        const auto done = mme::print_deb(words[i]);
        if (!done) std::printf("refused %s: %s\n", words[i], done.error().text().c_str());
    }
    return 0;
}
