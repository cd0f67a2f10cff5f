// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/nest.h"

#include <algorithm>
#include <utility>

#include "tools/mmemanifest/unpack/file_part.h"
#include "tools/mmemanifest/unpack/open_archive.h"
#include "tools/mmemanifest/unpack/open_package.h"
#include "tools/mmemanifest/unpack/open_stream.h"
#include "tools/mmemanifest/unpack/open_tail.h"

namespace mme {

bool has_content(const ArchiveEntry& entry) {
    if (entry.type == FileType::hardlink) return entry.size > 0;
    return entry.type == FileType::file && (entry.links < 2 || entry.size > 0 || !entry.sized);
}

Result<std::uint64_t> counting_nothing(Status walked) {
    MME_CHECK(std::move(walked));
    return std::uint64_t{0};
}

Result<std::uint64_t> Nest::read_archive(const std::string& path, const PackageFile& file, const Walk& walk,
                                         const Visit& visit) {
    const auto lost = [&](const std::string& reason) { skip(path, "not unpacked to its end: " + reason); };
    return walker_.run(file, walk, visit, lost);
}

Status Nest::walk(const std::string& path, const PackageFile& file, const Walk& walk, const Visit& visit) {
    MME_CHECK(read_archive(path, file, walk, visit));
    return Done{};
}

Status Nest::forgive(const std::string& path, Status status) {
    if (status) return status;
    if (status.error().code() == Code::scan_inconclusive) return Done{};  // charge() has named it
    if (status.error().code() != Code::archive_malformed) return status;
    skip(path, "cannot be unpacked: " + status.error().detail());
    return Done{};
}

Status Nest::charge(const std::string& path, const ArchiveEntry& entry, Expansion& expansion) {
    Status taken = budget_.take_entry();
    if (taken) taken = expansion.take(entry.size, entry.expanded, budget_);
    if (!taken)
        skip(path, "not unpacked, nor what follows it: " + taken.error().detail() + "; the entry claims " +
                       std::to_string(entry.size) + " bytes");
    return taken;
}

Result<SpooledFile> Nest::take(const std::string& path, const ArchiveEntry& entry, Expansion& expansion) {
    std::uint64_t done = 0;
    // What comes beyond the claim is charged as it comes; a stream claims nothing.
    const auto read = [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
        MME_TRY(const std::size_t count, entry.read(out));
        const std::uint64_t before = std::max(done, entry.size);
        done += count;
        if (done <= before) return count;
        const Status taken = expansion.take(done - before, 0, budget_);
        if (!taken) skip(path, "not unpacked to its end, nor what follows it: " + taken.error().detail());
        MME_CHECK(taken);
        return count;
    };
    return spool_.take(path, read);
}

Result<SpooledFile> Nest::take_bytes(const std::string& path, ByteView bytes) {
    return spool_.take_bytes(path, bytes);
}

Status Nest::offer_with_members(SpooledFile file) {
    const auto shared = std::make_shared<const SpooledFile>(std::move(file));
    MME_CHECK(offer_(shared));
    Listing listing;
    MME_CHECK(open(*shared, shared->path, 0, listing));
    return listing.empty() ? Status{Done{}} : keep(listing.finish(shared->path));
}

Status Nest::keep(Container container) {
    if (listed_) MME_CHECK(listed_(container));
    containers_.push_back(std::move(container));
    return Done{};
}

Status Nest::offer_member(SpooledFile member, const Level& level) {
    const auto shared = std::make_shared<const SpooledFile>(std::move(member));
    level.listing.add(*shared);
    MME_CHECK(offer_(shared));
    return open(*shared, shared->path, level.depth + 1, level.listing);
}

Status Nest::open(const SpooledFile& file, const std::string& path, unsigned depth, Listing& listing) {
    MME_TRY(const auto view, view_of(file));
    MME_TRY(const auto found, recognise(view));
    for (const Recognised& what : found) {
        Level level{path, depth, listing, Expansion(view.size(), limits_)};
        MME_CHECK(open_as(view, what, level));
    }
    Level level{path, depth, listing, Expansion(view.size(), limits_)};
    return forgive(path, open_tail(*this, view, level));
}

bool Nest::too_deep(std::string_view what, const Level& level) {
    if (level.depth < limits_.depth) return false;
    skip(level.path, "not unpacked: a " + std::string(what) + " deeper than " +
                         std::to_string(limits_.depth) + " archives (--max-depth)");
    return true;
}

Status Nest::open_as(const PackageFile& file, const Recognised& what, Level& level) {
    if (what.kind == ContainerKind::unreadable) {
        skip(level.path, "not unpacked: nothing here reads a " + std::string(what.name));
        return Done{};
    }
    if (too_deep(what.name, level)) return Done{};
    if (what.kind == ContainerKind::rpm) return forgive(level.path, open_rpm(*this, file, level));
    if (is_stream(what.kind)) return forgive(level.path, open_stream(*this, file, what.kind, level));
    MME_CHECK(forgive(level.path, open_archive(*this, file, what.kind, level)));
    if (what.kind != ContainerKind::ar) return Done{};
    MME_TRY(const bool deb, is_deb(file));
    return deb ? forgive(level.path, check_deb(*this, file, level)) : Status{Done{}};
}

}  // namespace mme
