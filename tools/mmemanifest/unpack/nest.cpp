// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/nest.h"

#include <fcntl.h>

#include <algorithm>
#include <utility>

#include "libverify/archive/carrier.h"
#include "libverify/archive/path_text.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_payload.h"
#include "libverify/package/rpm_reader.h"

namespace mme {
namespace {

constexpr std::size_t most_gaps = 1000;
constexpr std::size_t most_reason_bytes = 1024;

Result<PackageFile> view_of(const SpooledFile& file) {
    Fd descriptor(::fcntl(file.descriptor.get(), F_DUPFD_CLOEXEC, 0));
    if (!descriptor) return fail(Code::internal_error, "out of file descriptors");
    return PackageFile::adopt(std::move(descriptor), file.path);
}

bool is_stream(ContainerKind kind) {
    switch (kind) {
        case ContainerKind::gzip:
        case ContainerKind::bzip2:
        case ContainerKind::xz:
        case ContainerKind::lzma:
        case ContainerKind::lzip:
        case ContainerKind::zstd:
        case ContainerKind::lz4:
        case ContainerKind::compress:
            return true;
        default:
            return false;
    }
}

/// A tar or cpio archive, and not at the same time another stream: layers of streams count as depth.
bool is_archive_of_stream(const std::vector<Recognised>& found) {
    const auto archive = [](const Recognised& what) {
        return what.kind == ContainerKind::tar || what.kind == ContainerKind::cpio;
    };
    return std::any_of(found.begin(), found.end(), archive) &&
           std::none_of(found.begin(), found.end(),
                        [](const Recognised& what) { return is_stream(what.kind); });
}

/// Where the zeros after an archive end, or the file does.
Result<std::uint64_t> end_of_zeros(const PackageFile& file, std::uint64_t at) {
    constexpr std::uint64_t piece_bytes = std::uint64_t{64} << 10U;
    while (at < file.size()) {
        MME_TRY(const Bytes piece, file.read_range(at, std::min(piece_bytes, file.size() - at)));
        const auto found =
            std::find_if(piece.begin(), piece.end(), [](std::uint8_t byte) { return byte != 0; });
        at += static_cast<std::uint64_t>(found - piece.begin());
        if (found != piece.end()) return at;
    }
    return at;
}

ReadPiece reader_of(const PackageFile& file, std::uint64_t start) {
    return [&file, at = start](std::span<std::uint8_t> out) mutable -> Result<std::size_t> {
        const std::size_t count = std::min<std::uint64_t>(out.size(), file.size() - at);
        MME_CHECK(file.read_at(at, out.first(count)));
        at += count;
        return count;
    };
}

}  // namespace

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

void Nest::skip(const std::string& path, std::string_view reason) {
    if (gaps_.size() == most_gaps) {
        ++unnamed_gaps_;
        return;
    }
    gaps_.push_back({path, shortened(path_text(reason), most_reason_bytes)});
}

std::vector<Skipped> Nest::take_gaps() {
    if (unnamed_gaps_ > 0)
        gaps_.push_back({"(more)", std::to_string(unnamed_gaps_) + " more files were not unpacked"});
    return std::move(gaps_);
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
    return forgive(path, open_tail(view, level));
}

/// What a script or a program carries: a member like any other, and named if nothing here reads it.
Status Nest::open_tail(const PackageFile& file, Level& level) {
    MME_TRY(const auto tail, carried_tail(file));
    if (!tail) return Done{};
    MME_TRY(const auto start, end_of_zeros(file, tail->offset));
    if (start >= file.size()) return Done{};
    const std::string carrier(tail->carrier);
    if (level.depth >= limits_.depth) {
        skip(level.path, "not unpacked: a " + carrier + " with a tail, deeper than " +
                             std::to_string(limits_.depth) + " archives (--max-depth)");
        return Done{};
    }
    MME_TRY(auto member, take_rest(file, start, level));
    MME_TRY(const auto view, view_of(member));
    MME_TRY(const auto found, recognise(view));
    if (found.empty()) skip(member.path, "nothing here reads what the " + carrier + " carries");
    return offer_member(std::move(member), level);
}

Status Nest::open_as(const PackageFile& file, const Recognised& what, Level& level) {
    if (what.kind == ContainerKind::unreadable) {
        skip(level.path, "not unpacked: nothing here reads a " + std::string(what.name));
        return Done{};
    }
    if (level.depth >= limits_.depth) {
        skip(level.path, "not unpacked: a " + std::string(what.name) + " deeper than " +
                             std::to_string(limits_.depth) + " archives (--max-depth)");
        return Done{};
    }
    if (what.kind == ContainerKind::rpm) return forgive(level.path, open_rpm(file, level));
    if (is_stream(what.kind)) return forgive(level.path, open_stream(file, what.kind, level));
    return forgive(level.path, open_archive(file, what.kind, level));
}

Status Nest::open_archive(const PackageFile& file, ContainerKind kind, Level& level) {
    const auto walk = [&](const Visit& each) { return walk_container(file, kind, each); };
    MME_TRY(const auto end,
            read_archive(level.path, file, walk, [&](ArchiveEntry& entry) { return visit(entry, level); }));
    return open_rest(file, end, level);
}

/// A second archive behind the first, as in an initramfs, or what somebody has hidden there.
Status Nest::open_rest(const PackageFile& file, std::uint64_t end, Level& level) {
    MME_TRY(const auto start, end_of_zeros(file, end));
    if (start >= file.size()) return Done{};
    MME_TRY(auto member, take_rest(file, start, level));
    return offer_member(std::move(member), level);
}

Result<SpooledFile> Nest::take_rest(const PackageFile& file, std::uint64_t start, Level& level) {
    ArchiveEntry rest;
    rest.size = file.size() - start;
    rest.read = reader_of(file, start);
    const std::string path = shortened(level.path + "!/\\+");
    MME_CHECK(charge(path, rest, level.expansion));
    return take(path, rest, level.expansion);
}

Status Nest::open_stream(const PackageFile& file, ContainerKind kind, Level& level) {
    const std::string path = member_path(level.path, "data");
    const auto decode = [&](ArchiveEntry& entry) -> Status {
        MME_CHECK(charge(path, entry, level.expansion));
        MME_TRY(auto decoded, take(path, entry, level.expansion));
        return take_stream(std::move(decoded), level);
    };
    return walk(
        level.path, file, [&](const Visit& each) { return walk_container(file, kind, each); }, decode);
}

/// A compressed tar or cpio is one container to everybody, so its members are named as the outer file's.
Status Nest::take_stream(SpooledFile decoded, Level& level) {
    MME_TRY(const auto view, view_of(decoded));
    MME_TRY(const auto found, recognise(view));
    if (is_archive_of_stream(found)) return open(decoded, level.path, level.depth, level.listing);
    return offer_member(std::move(decoded), level);
}

Status Nest::open_rpm(const PackageFile& file, Level& level) {
    MME_TRY(const auto layout, read_rpm_layout(file));
    for (const auto& script : rpm_scripts(layout.header)) {
        MME_TRY(auto body,
                take_bytes(member_path(level.path, "scriptlet " + script.name), as_bytes(script.body)));
        MME_CHECK(offer_member(std::move(body), level));
    }
    const auto read = [&](const Visit& each) { return counting_nothing(walk_rpm_payload(file, each)); };
    return walk(level.path, file, read, [&](ArchiveEntry& entry) {
        if (entry.path.starts_with('/')) entry.path.erase(0, 1);  // a member's name follows "!/"
        return visit(entry, level);
    });
}

Status Nest::visit(const ArchiveEntry& entry, Level& level) {
    const std::string path = member_path(level.path, entry.path);
    MME_CHECK(charge(path, entry, level.expansion));
    if (!has_content(entry)) return Done{};
    if (entry.encrypted) {
        skip(path, "encrypted");
        return Done{};
    }
    auto member = take(path, entry, level.expansion);
    if (!member && member.error().code() != Code::archive_malformed) return std::move(member).error();
    if (!member) return forgive(path, std::move(member).error());
    return offer_member(std::move(*member), level);
}

}  // namespace mme
