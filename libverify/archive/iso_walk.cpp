// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/iso_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <set>
#include <utility>

#include "libverify/archive/iso_directory.h"
#include "libverify/archive/iso_path_table.h"
#include "libverify/archive/uncovered.h"

namespace mme {
namespace {

using IsoVisit = std::function<Status(ArchiveEntry&)>;

constexpr unsigned most_sessions = 64;
constexpr std::size_t most_iso_path_bytes = 8192;
constexpr std::uint64_t most_directory_bytes = std::uint64_t{64} << 20U;

/// Gives the bytes of extents, one after the other.
class ExtentReader {
  public:
    ExtentReader(const PackageFile& file, std::vector<Extent> extents)
        : file_(file), extents_(std::move(extents)) {}

    Result<std::size_t> read(std::span<std::uint8_t> out) {
        while (current_ < extents_.size() && done_ == extents_[current_].length) {
            ++current_;
            done_ = 0;
        }
        if (current_ == extents_.size()) return std::size_t{0};
        const Extent& extent = extents_[current_];
        const std::size_t count = std::min<std::uint64_t>(out.size(), extent.length - done_);
        MME_CHECK(file_.read_at(extent.offset + done_, out.first(count)));
        done_ += count;
        return count;
    }

  private:
    const PackageFile& file_;
    std::vector<Extent> extents_;
    std::size_t current_ = 0;
    std::uint64_t done_ = 0;
};

/// "." and "..", and without a body a link, a device, or the place of a moved directory.
bool is_nothing(const IsoRecord& record) {
    return record.name.empty() || ((record.moved || record.special) && record.extent.length == 0);
}

/// Entries of a boot catalogue may state one image in many lengths.
std::vector<Extent> longest_of_each_place(std::vector<Extent> images) {
    std::stable_sort(images.begin(), images.end(), [](const Extent& left, const Extent& right) {
        return left.offset < right.offset || (left.offset == right.offset && left.length > right.length);
    });
    const auto same = [](const Extent& left, const Extent& right) { return left.offset == right.offset; };
    images.erase(std::unique(images.begin(), images.end(), same), images.end());
    return images;
}

class IsoWalk {
  public:
    IsoWalk(const PackageFile& file, const IsoVisit& visit) : file_(file), visit_(visit) {}

    Status run() {
        MME_CHECK(walk_volume(iso_descriptors));
        if (seen_directories_.empty()) blame("it has no volume descriptor");
        MME_CHECK(walk_other_sessions());
        MME_TRY(const bool anchor, has_udf_anchor(file_));
        if (anchor) blame("it is a UDF image too, which nothing here reads");
        MME_CHECK(visit_uncovered(file_, covered_, visit_));
        if (!fault_.empty())
            return fail(Code::archive_malformed,
                        fmt::format("{}: ISO 9660 image: {}", file_.shown(), fault_));
        return Done{};
    }

  private:
    /// A directory that is still to be read.
    struct Pending {
        std::string path;
        Extent extent;
    };

    Status walk_volume(std::uint64_t at) {
        MME_TRY(IsoVolume volume, read_iso_volume(file_, at));
        covered_.insert(covered_.end(), volume.own.begin(), volume.own.end());
        order(volume.trees);
        for (const IsoTree& tree : volume.trees) MME_CHECK(walk_tree(tree));
        MME_CHECK(cover_path_tables(volume.path_tables));
        MME_CHECK(visit_boot_images(longest_of_each_place(std::move(volume.boot_images))));
        if (volume.has_partition) blame("it has a volume partition");
        if (volume.has_udf) blame("it is a UDF image too, which nothing here reads");
        sort_apart(covered_);  // names may share their bytes
        return Done{};
    }

    /// A session that is not the last one, or the one that a partition shows, has descriptors of its own,
    /// which nothing points to.
    Status walk_other_sessions() {
        for (unsigned i = 0; i < most_sessions; ++i) {
            MME_TRY(const auto pieces, uncovered_pieces(file_, covered_));
            const auto session = std::find_if(pieces.begin(), pieces.end(), [&](const Extent& piece) {
                const auto head = file_.read_range(piece.offset, 6);
                return piece.offset % iso_sector_bytes == 0 && head && as_text(*head) == "\1CD001";
            });
            if (session == pieces.end()) return Done{};
            MME_CHECK(walk_volume(session->offset));
        }
        return Done{};
    }

    /// Joliet has better names than a primary tree, but not than Rock Ridge, which is told by its first
    /// field.
    void order(std::vector<IsoTree>& trees) const {
        const auto rock_ridge = [&](const IsoTree& tree) {
            constexpr std::uint64_t place = 34;
            const std::uint64_t at = tree.root.offset + place;
            if (tree.joliet || at > file_.size() || file_.size() - at < 2) return false;
            const auto tag = file_.read_range(at, 2);
            return tag && as_text(*tag) == "SP";
        };
        std::stable_partition(trees.begin(), trees.end(),
                              [&](const IsoTree& tree) { return tree.joliet || rock_ridge(tree); });
        std::stable_partition(trees.begin(), trees.end(), rock_ridge);
    }

    Status walk_tree(const IsoTree& tree) {
        std::deque<Pending> pending{{"", tree.root}};
        while (!pending.empty()) {
            const Pending directory = std::move(pending.front());
            pending.pop_front();
            if (!seen_directories_
                     .insert({directory.extent.offset, directory.extent.length, tree.block_bytes})
                     .second)
                continue;
            if (!inside(directory.extent) || !take_directory_bytes(directory.extent.length)) continue;
            directories_.insert(directory.extent.offset);
            const auto records = read_iso_directory(file_, tree, directory.extent, covered_);
            if (!records && records.error().code() != Code::archive_malformed) return records.error();
            if (!records)
                blame(records.error().detail());
            else
                MME_CHECK(visit_records(*records, directory.path, pending));
        }
        return Done{};
    }

    Status visit_records(const std::vector<IsoRecord>& records, const std::string& parent,
                         std::deque<Pending>& pending) {
        std::vector<Extent> extents;
        std::string continued;
        for (const IsoRecord& record : records) {
            if (is_nothing(record)) continue;
            const std::string path = parent + record.name;
            if (!extents.empty() && (record.directory || path != continued))
                blame(continued + " goes on under another name");
            if (record.interleaved) blame(path + " is interleaved");
            if (record.directory) {
                take_directory(path, record.extent, pending);
                continue;
            }
            extents.push_back(record.extent);
            continued = path;
            if (record.continues) continue;
            MME_CHECK(visit_file(path, std::exchange(extents, {})));
        }
        return extents.empty() ? Status(Done{}) : visit_file(continued, std::move(extents));
    }

    void take_directory(const std::string& path, const Extent& extent, std::deque<Pending>& pending) {
        if (path.size() < most_iso_path_bytes)
            pending.push_back({path + "/", extent});
        else
            blame("its directories are too deep");
    }

    Status visit_file(const std::string& path, std::vector<Extent> extents) {
        std::uint64_t size = 0;
        std::vector<std::uint64_t> place;
        for (const Extent& extent : extents) {
            if (extent.length > 0 && !inside(extent)) return Done{};
            size += extent.length;
            place.insert(place.end(), {extent.offset, extent.length});
        }
        if (size > 0 && !seen_files_.insert(std::move(place)).second) return Done{};
        if (!take_file_bytes(size)) return Done{};
        covered_.insert(covered_.end(), extents.begin(), extents.end());
        ExtentReader reader(file_, std::move(extents));
        ArchiveEntry entry;
        entry.path = path;
        entry.size = size;
        entry.read = [&reader](std::span<std::uint8_t> out) { return reader.read(out); };
        return visit_(entry);
    }

    /// Descriptors may state the same table, and more of it than there is.
    Status cover_path_tables(const std::vector<IsoPathTable>& tables) {
        for (const IsoPathTable& table : tables) {
            const Extent& extent = table.extent;
            if (!seen_tables_.insert({extent.offset, extent.length, table.big_endian ? 1U : 0U}).second)
                continue;
            if (!is_inside(extent) || !take_directory_bytes(extent.length)) continue;
            MME_TRY(const std::uint64_t bytes, bytes_of_path_table(file_, table, directories_));
            covered_.push_back({extent.offset, bytes});
        }
        return Done{};
    }

    Status visit_boot_images(const std::vector<Extent>& images) {
        std::size_t count = 0;
        for (const Extent& image : images) {
            ++count;
            if (image.offset >= file_.size()) continue;
            const Extent within{image.offset, std::min(image.length, file_.size() - image.offset)};
            if (is_in_a_file(within)) continue;
            MME_CHECK(visit_file(fmt::format("#boot {}", count), {within}));
        }
        return Done{};
    }

    [[nodiscard]] bool is_in_a_file(const Extent& image) const {
        return std::any_of(covered_.begin(), covered_.end(), [&](const Extent& extent) {
            return extent.offset <= image.offset &&
                   image.offset + image.length <= extent.offset + extent.length;
        });
    }

    [[nodiscard]] bool is_inside(const Extent& extent) const {
        return extent.offset <= file_.size() && extent.length <= file_.size() - extent.offset;
    }

    bool inside(const Extent& extent) {
        if (is_inside(extent)) return true;
        blame(fmt::format("{} bytes at offset {} leave it", extent.length, extent.offset));
        return false;
    }

    bool take_directory_bytes(std::uint64_t bytes) {
        directory_bytes_ += std::min(bytes, most_directory_bytes + 1);
        if (directory_bytes_ <= most_directory_bytes) return true;
        blame("its directories have more than 64 MiB");
        return false;
    }

    /// Names may share a place, in other lengths too, but no writer does so with all of them.
    bool take_file_bytes(std::uint64_t bytes) {
        constexpr std::uint64_t most_times = 4;
        file_bytes_ += std::min(bytes, file_.size());
        if (file_bytes_ / most_times <= file_.size()) return true;
        blame("its files have more bytes than it has");
        return false;
    }

    /// The first reason counts.
    void blame(const std::string& reason) {
        if (fault_.empty()) fault_ = reason;
    }

    const PackageFile& file_;
    const IsoVisit& visit_;
    std::vector<Extent> covered_;
    std::set<std::array<std::uint64_t, 3>> seen_directories_;  ///< offset, length, block
    std::set<std::uint64_t> directories_;                      ///< where they begin
    std::set<std::array<std::uint64_t, 3>> seen_tables_;       ///< offset, length, byte order
    std::set<std::vector<std::uint64_t>> seen_files_;
    std::uint64_t directory_bytes_ = 0;
    std::uint64_t file_bytes_ = 0;
    std::string fault_;
};

}  // namespace

Status walk_iso(const PackageFile& file, const IsoVisit& visit) {
    return IsoWalk(file, visit).run();
}

}  // namespace mme
