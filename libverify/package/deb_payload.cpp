// SPDX-License-Identifier: LGPL-2.1-or-later
// What dpkg makes of the entries of data.tar (src/main/archives.c), where it is not what they say by
// themselves:
//
//  * A second entry of one path takes the first one's place. Refused.
//
//  * A hard link is made to whatever has the target's name by then: a file that came before it in the
//    archive, or one of the host, such as /etc/shadow. A symbolic link does not exist yet, since dpkg makes
//    them all at the end. So the target has to be a file that came before, or another hard link to it.
//
//  * Mode and owner of a hard link's entry are given to the file under all its names. They have to be the
//    same.
//
//  * Owner and group are the accounts of the host that have the names, and the numbers where it has none.
//    So a name of digits reads as another number, and one beside the number 0 may be root's: deb_owner.h.
//
//  * Nothing but a directory leads to other entries. Whether dpkg makes it before or after them, and what a
//    host has in its place, decides what becomes of these; at best it stops in the middle.
//
//  * A type flag of a file with a name that ends in a slash is a directory to GNU tar and a file to dpkg.
//    Refused.
#include "libverify/package/deb_payload.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "libverify/archive/path_text.h"
#include "libverify/digest/hasher.h"
#include "libverify/package/deb_layout.h"
#include "libverify/package/deb_owner.h"
#include "libverify/package/deb_path.h"
#include "libverify/package/path_ledger.h"
#include "libverify/package/tar_reader.h"

namespace mme {
namespace {

constexpr std::uint64_t most_entries = 1'000'000;
/// Of directories that lead to entries and are none. It bounds time and memory: a path of 4,096 bytes can
/// have two thousand.
constexpr std::uint64_t most_unlisted = 100'000;

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

/// Notes of the ledger: for directories, and for what else no hard link may be made to.
constexpr std::uint64_t a_directory = 1;
constexpr std::uint64_t no_link_target = 4;
constexpr std::uint64_t a_file = 2;

/// For files: a digest of what a hard link to it has to say again, with the bit of files.
std::uint64_t ownership_note(const TarEntry& entry) {
    const Sha256 digest = sha256_of(
        as_bytes(fmt::format("{:o}:{}:{}:{}:{}", entry.mode, entry.uid, entry.gid, entry.user, entry.group)));
    std::uint64_t note = 0;
    std::memcpy(&note, digest.bytes.data(), sizeof note);
    return note | a_file;
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

    Result<std::string> owner_of(const TarEntry& stored, const std::string& name, std::uint32_t id) const {
        auto owner = deb_owner(name, id);
        if (!owner) return fault(stored, owner.error().detail());
        return owner;
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
        MME_TRY(entry.owner, owner_of(stored, stored.user, stored.uid));
        MME_TRY(entry.group, owner_of(stored, stored.group, stored.gid));
        entry.owner_id = stored.uid;
        entry.group_id = stored.gid;
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
        std::uint64_t about = entry.type == FileType::directory ? a_directory : no_link_target;
        if (entry.type == FileType::file || entry.type == FileType::hardlink) about = ownership_note(stored);
        if (entry.type == FileType::hardlink) MME_CHECK(check_link(stored, entry, about));
        if (!paths_.add(entry.path, about)) return fault(stored, "its path is there twice");
        if (entry.type != FileType::directory && unlisted_.find(entry.path))
            return fault(stored, "it is no directory, and entries before it lie below it");
        return check_parents(stored, entry.path);
    }

    /// Up to the first that is known, since all above that have been looked at. dpkg does not make what a
    /// package does not list, so few are not.
    Status check_parents(const TarEntry& stored, std::string_view path) {
        for (auto end = path.rfind('/'); end != 0 && end != path.npos; end = path.rfind('/')) {
            path = path.substr(0, end);
            const auto about = paths_.find(path);
            if (about && *about != a_directory) return fault(stored, "an entry above it is no directory");
            if (about || !unlisted_.add(path, a_directory)) return Done{};
            if (++count_of_unlisted_ > most_unlisted)
                return reader_.malformed(
                    fmt::format("more than {} directories that it does not list", most_unlisted));
        }
        return Done{};
    }

    Status check_link(const TarEntry& stored, const ArchiveEntry& entry, std::uint64_t about) const {
        const auto target = paths_.find(entry.target);
        if (!target || (*target & a_file) == 0)
            return fault(stored, "a hard link to what is no file before it in the archive");
        if (*target != about) return fault(stored, "a hard link with another mode or owner than its target");
        return Done{};
    }

    static constexpr std::size_t most_shown_bytes = 256;

    TarReader reader_;
    std::uint64_t most_bytes_;
    PathLedger paths_;
    PathLedger unlisted_;  ///< directories that a path goes through before they are listed, if they ever are
    std::uint64_t count_of_unlisted_ = 0;
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
