// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/zip_end.h"

#include <algorithm>
#include <vector>

#include "libverify/io/byte_order.h"

namespace mme {
namespace {

using namespace std::string_view_literals;
using EndCandidate = std::optional<ZipEnd>;

constexpr std::uint64_t end_record_bytes = 22;
constexpr std::uint64_t zip64_record_bytes = 56;
constexpr std::uint64_t zip64_locator_bytes = 20;
constexpr std::uint64_t central_header_bytes = 46;
constexpr unsigned most_candidates = 4096;

/// What an end record states, in either size.
struct Stated {
    std::uint64_t entries;
    std::uint64_t size;
    std::uint64_t offset;
    std::uint64_t start;  ///< of the records
};

Result<bool> has_magic(const PackageFile& file, std::uint64_t at, std::string_view magic) {
    if (at > file.size() || magic.size() > file.size() - at) return false;
    MME_TRY(const Bytes bytes, file.read_range(at, magic.size()));
    return as_text(bytes) == magic;
}

/// The record of 64 bits lies before its locator, or where that says: what stands in front of the archive may
/// not be counted there.
Result<std::optional<Stated>> zip64_before(const PackageFile& file, std::uint64_t record) {
    constexpr std::uint64_t both = zip64_record_bytes + zip64_locator_bytes;
    if (record < both) return std::optional<Stated>{};
    MME_TRY(const Bytes locator, file.read_range(record - zip64_locator_bytes, zip64_locator_bytes));
    if (!as_text(locator).starts_with("PK\x06\x07")) return std::optional<Stated>{};
    for (const std::uint64_t at : {record - both, little_endian(ByteView(locator).subspan(8, 8))}) {
        MME_TRY(const bool there, has_magic(file, at, "PK\x06\x06"));
        if (!there || at > record - both) continue;
        MME_TRY(const Bytes bytes, file.read_range(at, zip64_record_bytes));
        const ByteView view = bytes;
        return std::optional{Stated{little_endian(view.subspan(32, 8)), little_endian(view.subspan(40, 8)),
                                    little_endian(view.subspan(48, 8)), at}};
    }
    return std::optional<Stated>{};
}

/// Some readers ask the record of 64 bits only where the short one has all bits set.
bool records_agree(const Stated& brief, const Stated& wide) {
    return (brief.entries == 0xFFFF || brief.entries == wide.entries) &&
           (brief.size == 0xFFFFFFFF || brief.size == wide.size) &&
           (brief.offset == 0xFFFFFFFF || brief.offset == wide.offset);
}

/// The directory ends where the end records begin, or stands where they say ("optimised" jars have it in
/// front). Where both are there, readers take one or the other.
Result<std::vector<std::uint64_t>> directories_of(const PackageFile& file, const Stated& stated) {
    std::vector<std::uint64_t> places;
    if (stated.size < central_header_bytes || stated.size > stated.start) return places;
    const std::uint64_t before = stated.start - stated.size;
    for (const std::uint64_t at : {before, stated.offset}) {
        const bool inside = at <= before && at >= stated.offset;
        MME_TRY(const bool there, has_magic(file, at, "PK\x01\x02"));
        const bool again = !places.empty() && places.front() == at;
        if (inside && there && !again) places.push_back(at);
    }
    return places;
}

/// An end record at `at`, if it counts.
Result<EndCandidate> candidate_at(const PackageFile& file, std::uint64_t at, ByteView record) {
    const std::uint64_t end = at + end_record_bytes + little_endian(record.subspan(20, 2));
    if (end > file.size()) return EndCandidate{};
    MME_TRY(const auto wide, zip64_before(file, at));
    const Stated brief{little_endian(record.subspan(10, 2)), little_endian(record.subspan(12, 4)),
                       little_endian(record.subspan(16, 4)), at};
    const Stated stated = wide.value_or(brief);
    const Extent records{stated.start, end - stated.start};
    if (stated.size == 0 && stated.entries == 0 && stated.start == 0 && end == file.size())
        return EndCandidate{ZipEnd{{0, 0}, 0, 0, records, true}};
    MME_TRY(const auto directories, directories_of(file, stated));
    if (directories.empty()) return EndCandidate{};
    return EndCandidate{ZipEnd{{directories.front(), stated.size},
                               directories.front() - stated.offset,
                               stated.entries,
                               records,
                               directories.size() == 1 && records_agree(brief, stated)}};
}

/// Looks at one end record after the other, from the last one on.
class Search {
  public:
    explicit Search(const PackageFile& file) : file_(file) {}

    Status look_at(std::uint64_t at, ByteView record) {
        if (seen_++ >= most_candidates) return Done{};
        MME_TRY(auto candidate, candidate_at(file_, at, record));
        if (!candidate) return Done{};
        const bool exact = candidate->records.offset + candidate->records.length == file_.size();
        if (exact || !found_) {
            candidate->sole = candidate->sole && !found_;
            found_ = candidate;
        }
        exact_ = exact_ || exact;
        return Done{};
    }

    /// Whether records that begin before `at`, further than a comment is long, cannot count any more.
    [[nodiscard]] bool is_over(std::uint64_t at) const noexcept {
        return seen_ >= most_candidates || (exact_ && file_.size() - at > end_record_bytes + 65535);
    }
    [[nodiscard]] const EndCandidate& found() const noexcept { return found_; }

  private:
    const PackageFile& file_;
    unsigned seen_ = 0;
    EndCandidate found_;
    bool exact_ = false;  ///< one that closes the file was seen
};

}  // namespace

Result<EndCandidate> find_zip_end(const PackageFile& file, std::uint64_t searched) {
    constexpr std::uint64_t piece_bytes = std::uint64_t{1} << 20U;
    Search search(file);
    const std::uint64_t lowest = file.size() - std::min(file.size(), searched);
    // A record that begins in one piece may end in the next.
    for (std::uint64_t end = file.size(); end > lowest && !search.is_over(end);) {
        const std::uint64_t start = end - std::min(end - lowest, piece_bytes);
        MME_TRY(const Bytes piece,
                file.read_range(start, std::min(end + end_record_bytes - 1, file.size()) - start));
        const auto text = as_text(piece);
        for (auto at = text.rfind("PK\x05\x06"); at != std::string_view::npos;
             at = at == 0 ? std::string_view::npos : text.rfind("PK\x05\x06", at - 1)) {
            if (start + at >= end || piece.size() - at < end_record_bytes) continue;
            MME_CHECK(search.look_at(start + at, ByteView(piece).subspan(at, end_record_bytes)));
        }
        end = start;
    }
    return search.found();
}

}  // namespace mme
