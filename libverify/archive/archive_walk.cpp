// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/archive_walk.h"

#include <fmt/format.h>

#include "libverify/archive/archive_reader.h"

namespace mme {
namespace {

/// What a walk has spent of its limits. A claimed size counts in full before a byte is expanded; what
/// expands beyond claims (headers, padding) is seen in the decoder's own count.
class Spending {
  public:
    explicit Spending(const ArchiveLimits& limits) : limits_(limits) {}

    Status take(const ArchiveReader& reader, const ArchiveEntry& entry) {
        if (entries_++ == limits_.entries)
            return reader.malformed(fmt::format("more than {} entries", limits_.entries));
        if (entry.size > limits_.bytes - claimed_ || entry.expanded > limits_.bytes)
            return reader.malformed(fmt::format("expands to more than {} bytes", limits_.bytes));
        claimed_ += entry.size;
        return Done{};
    }

  private:
    ArchiveLimits limits_;
    std::uint64_t entries_ = 0;
    std::uint64_t claimed_ = 0;
};

}  // namespace

Status walk_archive(const PackageFile& file, Extent extent, ArchiveKind kind, const ArchiveLimits& limits,
                    const std::function<Status(ArchiveEntry&)>& visit) {
    const auto format = kind == ArchiveKind::tar ? ContainerKind::tar : ContainerKind::cpio;
    MME_TRY(auto reader, ArchiveReader::open(file, extent, {.kind = format, .compressed = true}));
    Spending spending(limits);
    for (;;) {
        MME_TRY(auto entry, reader.next());
        if (!entry) return Done{};
        MME_CHECK(spending.take(reader, *entry));
        MME_CHECK(visit(*entry));
    }
}

Result<std::uint64_t> walk_container(const PackageFile& file, ContainerKind kind,
                                     const std::function<Status(ArchiveEntry&)>& visit) {
    MME_TRY(auto reader, ArchiveReader::open(file, {0, file.size()}, {.kind = kind, .strict = false}));
    for (;;) {
        MME_TRY(auto entry, reader.next());
        if (!entry) break;
        MME_CHECK(visit(*entry));
    }
    const bool ends_early = kind == ContainerKind::tar || kind == ContainerKind::cpio;
    return ends_early ? reader.position() : file.size();
}

}  // namespace mme
