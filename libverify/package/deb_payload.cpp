// SPDX-License-Identifier: LGPL-2.1-or-later
// What dpkg makes of the entries of data.tar (src/main/archives.c), where it is not what they say by
// themselves:
//
//  * A second entry of one path takes the first one's place. Refused.
//  * A hard link is made to whatever has the target's name by then: a file that came before it in the
//  archive, or
//    one of the host, such as /etc/shadow. A symbolic link does not exist yet, since dpkg makes them all at
//    the end. So the target has to be a file that came before, or another hard link to it.
//  * Mode and owner of a hard link's entry are given to the file under all its names. They have to be the
//  same.
//  * A type flag of a file with a name that ends in a slash is a directory to GNU tar and a file to dpkg.
//  Refused.
#include "libverify/package/deb_payload.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "libverify/archive/path_text.h"
#include "libverify/digest/hasher.h"
#include "libverify/package/deb_layout.h"
#include "libverify/package/deb_path.h"
#include "libverify/package/path_ledger.h"
#include "libverify/package/tar_reader.h"

namespace mme {
namespace {

constexpr std::uint64_t most_entries = 1'000'000;

/// What data.tar may expand to. Every byte of it is decoded to see the paths, before anything is
/// authenticated; zeros compress to a hundred thousandth, what is worth packing does not to a hundredth.
std::uint64_t most_expanded_bytes(std::uint64_t stored) {
    constexpr std::uint64_t always_allowed = std::uint64_t{512} << 20U;
    constexpr std::uint64_t times_stored = 100;
    return always_allowed + times_stored * std::min(stored, std::uint64_t{1} << 50U);
}

FileType file_type(TarType type) {
    switch (type) {
        case TarType::hardlink:
            return FileType::hardlink;
        case TarType::symlink:
            return FileType::symlink;
        case TarType::character_device:
        case TarType::block_device:
            return FileType::device;
        case TarType::directory:
            return FileType::directory;
        case TarType::fifo:
            return FileType::fifo;
        default:
            return FileType::file;
    }
}

/// A note of the ledger for what no hard link may be made to.
constexpr std::uint64_t no_link_target = 1;

/// For files: a digest of what a hard link to it has to say again, never 0 or 1.
std::uint64_t ownership_note(const TarEntry& entry) {
    const Sha256 digest = sha256_of(
        as_bytes(fmt::format("{:o}:{}:{}:{}:{}", entry.mode, entry.uid, entry.gid, entry.user, entry.group)));
    std::uint64_t note = 0;
    std::memcpy(&note, digest.bytes.data(), sizeof note);
    return note | 2U;
}

std::string account(const std::string& name, std::uint32_t id) {
    return name.empty() ? std::to_string(id) : name;
}

/// Reads data.tar entry by entry.
class DebPayload {
  public:
    DebPayload(TarReader reader, std::uint64_t most_bytes)
        : reader_(std::move(reader)), most_bytes_(most_bytes) {}

    Status walk(const std::function<Status(ArchiveEntry&)>& visit) {
        for (;;) {
            MME_TRY(const auto stored, reader_.next());
            if (!stored) return Done{};
            MME_TRY(ArchiveEntry entry, entry_of(*stored));
            MME_CHECK(spend(entry));
            MME_CHECK(note(*stored, entry));
            MME_CHECK(visit(entry));
        }
    }

  private:
    [[nodiscard]] Error fault(const TarEntry& stored, std::string_view what) const {
        return reader_.malformed(
            fmt::format("'{}': {}", shortened(path_text(stored.name), most_shown_bytes), what));
    }

    Result<std::string> path_of(const TarEntry& stored, const std::string& name) const {
        auto path = deb_installed_path(name, stored.type == TarType::directory);
        if (!path) return fault(stored, path.error().detail());
        return path;
    }

    Result<ArchiveEntry> entry_of(const TarEntry& stored) {
        ArchiveEntry entry;
        MME_TRY(entry.path, path_of(stored, stored.name));
        entry.type = file_type(stored.type);
        entry.target = stored.target;
        if (entry.type == FileType::hardlink) {
            MME_TRY(entry.target, path_of(stored, stored.target));
        }
        entry.mode = stored.mode;
        entry.owner = account(stored.user, stored.uid);
        entry.group = account(stored.group, stored.gid);
        entry.size = stored.size;
        entry.expanded = reader_.position();
        entry.read = [this](std::span<std::uint8_t> out) { return reader_.read(out); };
        return entry;
    }

    Status spend(const ArchiveEntry& entry) {
        if (++entries_ > most_entries)
            return reader_.malformed(fmt::format("more than {} entries", most_entries));
        if (entry.expanded > most_bytes_ || entry.size > most_bytes_ - entry.expanded)
            return reader_.malformed(fmt::format(
                "expands to more than {} bytes, 512 MiB and 100 times what is stored", most_bytes_));
        return Done{};
    }

    Status note(const TarEntry& stored, const ArchiveEntry& entry) {
        std::uint64_t about = no_link_target;
        if (entry.type == FileType::file || entry.type == FileType::hardlink) about = ownership_note(stored);
        if (entry.type == FileType::hardlink) MME_CHECK(check_link(stored, entry, about));
        if (!paths_.add(entry.path, about)) return fault(stored, "its path is there twice");
        return Done{};
    }

    Status check_link(const TarEntry& stored, const ArchiveEntry& entry, std::uint64_t about) const {
        const auto target = paths_.find(entry.target);
        if (!target || *target == no_link_target)
            return fault(stored, "a hard link to what is no file before it in the archive");
        if (*target != about) return fault(stored, "a hard link with another mode or owner than its target");
        return Done{};
    }

    static constexpr std::size_t most_shown_bytes = 256;

    TarReader reader_;
    std::uint64_t most_bytes_;
    PathLedger paths_;
    std::uint64_t entries_ = 0;
};

}  // namespace

Status walk_deb_payload(const PackageFile& file, const Package& package,
                        const std::function<Status(ArchiveEntry&)>& visit) {
    const std::string& member = package.parts.back().name;
    MME_TRY(const Compression compression, deb_member_compression(member));
    MME_TRY(auto reader, TarReader::open(file, package.payload, compression, member));
    return DebPayload(std::move(reader), most_expanded_bytes(package.payload.length)).walk(visit);
}

Status walk_deb_paths(const PackageFile& file, const Package& package,
                      const std::function<Status(const PayloadPath&)>& visit) {
    return walk_deb_payload(file, package, [&](ArchiveEntry& entry) {
        return visit({entry.path, entry.type, entry.target});
    });
}

}  // namespace mme
