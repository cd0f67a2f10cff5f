// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/tar_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "libverify/io/zeros.h"

namespace mme {
namespace {

constexpr std::uint64_t most_long_text_bytes = 4096;
/// GNU tar fills up to 10 KiB, and to at most this if it is told to write larger records.
constexpr std::uint64_t most_trailing_bytes = std::uint64_t{1} << 20U;
constexpr std::size_t pass_bytes = std::size_t{64} << 10U;

}  // namespace

Result<TarReader> TarReader::open(const PackageFile& file, Extent extent, Compression compression,
                                  std::string noun) {
    MME_TRY(Decoder decoder, Decoder::open(file, extent, compression));
    return TarReader{file, std::move(decoder), std::move(noun)};
}

Error TarReader::malformed(std::string_view what) const {
    return fail(Code::archive_malformed,
                fmt::format("{}: {}: entry {}: {}", file_->shown(), noun_, entries_, what));
}

Result<TarReader::Block> TarReader::block() {
    Block bytes{};
    MME_TRY(const std::size_t count, decoder_.read(bytes));
    if (count < bytes.size()) return malformed("the archive is cut off");
    return bytes;
}

Result<std::size_t> TarReader::read(std::span<std::uint8_t> out) {
    const std::size_t size = std::min<std::uint64_t>(out.size(), left_);
    MME_TRY(const std::size_t count, decoder_.read(out.first(size)));
    if (count < size) return malformed("its content is cut off");
    left_ -= count;
    return count;
}

Status TarReader::pass_content() {
    Bytes piece(std::min<std::uint64_t>(left_, pass_bytes));
    while (left_ > 0) MME_CHECK(read(piece));
    std::array<std::uint8_t, tar_block_bytes> padding{};
    const std::span zeros = std::span{padding}.first(padding_);
    MME_TRY(const std::size_t count, decoder_.read(zeros));
    if (count < zeros.size()) return malformed("its last block is cut off");
    if (!only_zeros(zeros)) return malformed("is not padded with zeros");
    padding_ = 0;
    return Done{};
}

/// After the first block of zeros.
Status TarReader::end() {
    ++entries_;
    if (long_name_ || long_target_) return malformed("a long name or target that no entry follows");
    MME_TRY(const Block second, block());
    if (!only_zeros(second)) return malformed("one block of zeros, expected two at the end");
    const std::uint64_t start = position();
    Bytes piece(pass_bytes);
    for (;;) {
        MME_TRY(const std::size_t count, decoder_.read(piece));
        if (!only_zeros(ByteView{piece}.first(count))) return malformed("bytes behind the archive's end");
        if (position() - start > most_trailing_bytes)
            return malformed(fmt::format("more than {} zeros at the end", most_trailing_bytes));
        if (count < piece.size()) break;
    }
    if (position() % tar_block_bytes != 0) return malformed("the last block is cut off");
    return Done{};
}

Result<std::optional<TarHeader>> TarReader::header() {
    MME_CHECK(pass_content());
    MME_TRY(const Block bytes, block());
    if (only_zeros(bytes)) {
        MME_CHECK(end());
        return std::optional<TarHeader>{};
    }
    ++entries_;
    auto header = parse_tar_header(bytes);
    if (!header) return malformed(header.error().detail());
    left_ = header->size;
    padding_ = (tar_block_bytes - left_ % tar_block_bytes) % tar_block_bytes;
    return std::optional{*std::move(header)};
}

/// Both readers take a text up to its first NUL; writers put one at its end.
Result<std::string> TarReader::long_text(const TarHeader& header) {
    if (header.size < 2 || header.size > most_long_text_bytes + 1)
        return malformed(fmt::format("a long name or target of {} bytes, expected 1 to {} and a NUL",
                                     header.size, most_long_text_bytes));
    Bytes bytes(header.size);
    MME_CHECK(read(bytes));
    std::string text{as_text(bytes)};
    if (text.find('\0') != text.size() - 1)
        return malformed("a long name or target without one NUL at its end");
    text.pop_back();
    return text;
}

Status TarReader::take_long_text(const TarHeader& header) {
    auto& place = header.type == TarType::long_name ? long_name_ : long_target_;
    if (place) return malformed("two long names or targets for one entry");
    MME_TRY(place, long_text(header));
    return Done{};
}

void TarReader::put_long_texts_in(TarEntry& entry) {
    if (long_name_) entry.name = *std::exchange(long_name_, std::nullopt);
    if (long_target_) entry.target = *std::exchange(long_target_, std::nullopt);
}

Result<std::optional<TarEntry>> TarReader::next() {
    for (;;) {
        MME_TRY(auto entry, header());
        if (!entry) return entry;
        if (entry->type == TarType::long_name || entry->type == TarType::long_target) {
            MME_CHECK(take_long_text(*entry));
            continue;
        }
        const bool link = entry->type == TarType::hardlink || entry->type == TarType::symlink;
        if (long_target_ && !link) return malformed("a long target, and it is no link");
        put_long_texts_in(*entry);
        return entry;
    }
}

}  // namespace mme
