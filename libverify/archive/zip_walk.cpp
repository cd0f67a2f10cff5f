// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/zip_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "libverify/archive/archive_reader.h"
#include "libverify/archive/carrier.h"
#include "libverify/archive/uncovered.h"
#include "libverify/archive/zip_entry.h"
#include "libverify/decode/crc32.h"
#include "libverify/decode/decoder.h"

namespace mme {
namespace {

using ZipVisit = std::function<Status(ArchiveEntry&)>;

Error zip_fault(const PackageFile& file, const std::string& what) {
    return fail(Code::archive_malformed, fmt::format("{}: zip archive: {}", file.shown(), what));
}

/// APPNOTE.TXT section 4.4.5.
std::optional<Compression> compression_of(unsigned method) {
    switch (method) {
        case 0:
            return Compression::none;
        case 8:
            return Compression::deflate;
        case 12:
            return Compression::bzip2;
        case 93:
            return Compression::zstd;
        case 95:
            return Compression::xz;
        default:
            return std::nullopt;
    }
}

/// The content of one entry, which has to be what the directory says.
class Content {
  public:
    Content(const PackageFile& file, const ZipEntry& entry, const ZipPlace& place)
        : file_(file), entry_(entry), place_(place) {}

    Result<std::size_t> read(std::span<std::uint8_t> out) {
        if (out.empty() || (entry_.size == 0 && entry_.compressed == 0)) return std::size_t{0};
        MME_CHECK(open());
        MME_TRY(const std::size_t count, decoder_ ? decoder_->read(out) : member_->read(out));
        crc_ = crc32_of(ByteView(out).first(count), crc_);
        done_ += count;
        if (done_ > entry_.size || (count == 0 && done_ < entry_.size))
            return zip_fault(
                file_, fmt::format("an entry has {} bytes or more, its header says {}", done_, entry_.size));
        if (count == 0 && crc_ != entry_.crc) return zip_fault(file_, "the CRC of an entry is wrong");
        return count;
    }

  private:
    Status open() {
        if (decoder_ || member_) return Done{};
        const auto compression = compression_of(entry_.method);
        if (!compression) return open_elsewhere();
        MME_TRY(auto decoder, Decoder::open(file_, place_.body, *compression));
        decoder_.emplace(std::move(decoder));
        return Done{};
    }

    /// LZMA and PPMd are libarchive's, which takes the entry alone for an archive that is read as it comes.
    Status open_elsewhere() {
        MME_TRY(auto reader, ArchiveReader::open(file_, place_.all, ContainerKind::zip));
        reader_.emplace(std::move(reader));
        MME_TRY(member_, reader_->next());
        if (member_ && member_->type == FileType::file) return Done{};
        return zip_fault(file_, fmt::format("nothing here reads method {} of this entry", entry_.method));
    }

    const PackageFile& file_;
    const ZipEntry& entry_;
    ZipPlace place_;
    std::optional<Decoder> decoder_;
    std::optional<ArchiveReader> reader_;
    std::optional<ArchiveEntry> member_;
    std::uint64_t done_ = 0;
    std::uint32_t crc_ = 0;
};

/// A folder without content is none. Windows writes its names with a backslash.
bool is_folder(const ZipEntry& entry) {
    return entry.size == 0 && entry.compressed == 0 &&
           (entry.name.ends_with('/') || entry.name.ends_with('\\'));
}

ArchiveEntry described_entry(const ZipEntry& entry, std::uint64_t number) {
    ArchiveEntry one;
    one.path = entry.name.empty() ? fmt::format("#{}", number) : entry.name;
    one.type = is_folder(entry) ? FileType::directory : FileType::file;
    one.size = entry.size;
    one.encrypted = entry.encrypted();
    return one;
}

/// Bytes in front belong to a carrier, which is asked for its tail elsewhere.
Result<bool> is_carrier(const PackageFile& file) {
    MME_TRY(const Bytes head, file.read_range(0, std::min<std::uint64_t>(file.size(), 4)));
    const auto text = as_text(head);
    MME_TRY(const auto carried, carried_by(file));
    return !carried.empty() || text.starts_with("#!");
}

class ZipWalk {
  public:
    ZipWalk(const PackageFile& file, const ZipEnd& end, const ZipVisit& visit)
        : file_(file), end_(end), visit_(visit), covered_{end.directory, end.records} {}

    Status run() {
        ZipDirectory directory(file_, end_.directory);
        while (covered_bytes_ <= file_.size()) {
            MME_TRY(const auto entry, directory.next());
            if (!entry) break;
            ++entries_;
            MME_CHECK(visit_entry(*entry));
        }
        const bool apart = sort_apart(covered_) && covered_bytes_ <= file_.size();
        MME_CHECK(visit_outside());
        if (!apart) return zip_fault(file_, "entries overlap");
        if (entries_ != end_.entries)
            return zip_fault(file_,
                             fmt::format("{} entries, its end record says {}", entries_, end_.entries));
        if (!end_.sole)
            return zip_fault(file_,
                             "it has two directories or end records, and readers take one or the other");
        return Done{};
    }

  private:
    /// Visits an entry, and remembers what of the file it covers.
    Status visit_entry(const ZipEntry& entry) {
        ArchiveEntry one = described_entry(entry, entries_);
        const auto place = place_of(file_, entry, end_);
        if (!place) {
            one.type = FileType::file;
            one.read = [&](std::span<std::uint8_t>) -> Result<std::size_t> { return place.error(); };
            return visit_(one);
        }
        covered_.push_back(place->all);
        covered_bytes_ += place->all.length;
        Content content(file_, entry, *place);
        one.read = [&](std::span<std::uint8_t> out) { return content.read(out); };
        return visit_(one);
    }

    Status visit_outside() {
        MME_TRY(const bool carried, is_carrier(file_));
        if (carried) covered_.insert(covered_.begin(), {0, covered_.front().offset});
        return visit_uncovered(file_, covered_, visit_);
    }

    const PackageFile& file_;
    const ZipEnd& end_;
    const ZipVisit& visit_;
    std::vector<Extent> covered_;
    std::uint64_t covered_bytes_ = 0;  ///< by entries; more than the file has only if they overlap
    std::uint64_t entries_ = 0;
};

}  // namespace

Status walk_zip(const PackageFile& file, const ZipVisit& visit) {
    MME_TRY(const auto end, find_zip_end(file, file.size()));
    if (!end) return zip_fault(file, "it has no end record");
    return ZipWalk(file, *end, visit).run();
}

}  // namespace mme
