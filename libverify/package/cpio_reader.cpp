// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/cpio_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "libverify/io/zeros.h"

namespace mme {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{64} << 10U;
constexpr std::size_t field_bytes = 8;
constexpr std::uint64_t most_cpio_name_bytes = 4096;  // as rpm: its NUL included
constexpr std::uint64_t most_zeros_behind = std::uint64_t{64} << 10U;
constexpr std::string_view trailer_name = "TRAILER!!!";

/// The fields of a newc or crc header behind the magic, by their place.
enum CpioField : std::size_t {
    inode,
    mode,
    user,
    group,
    links,
    mtime,
    size,
    major,
    minor,
    rmajor,
    rminor,
    name,
    check,
    all
};

/// Exactly eight hexadecimal digits.
std::optional<std::uint32_t> number_of(std::string_view field) {
    std::uint32_t value = 0;
    for (const char digit : field) {
        const auto at = std::string_view{"0123456789abcdef"}.find(static_cast<char>(digit | 0x20));
        const bool is_digit = digit >= '0' && digit <= '9';
        if (at == std::string_view::npos || (!is_digit && at < 10)) return std::nullopt;
        value = value << 4U | static_cast<std::uint32_t>(at);
    }
    return value;
}

}  // namespace

Result<CpioReader> CpioReader::open(const PackageFile& file, Extent extent, Compression compression) {
    MME_TRY(auto decoder, Decoder::open(file, extent, compression));
    CpioReader reader{std::move(decoder), file.shown()};
    reader.buffer_.resize(buffer_bytes);
    return reader;
}

Error CpioReader::malformed(std::string_view what) const {
    return fail(Code::archive_malformed,
                fmt::format("{}: cpio archive of the payload, before byte {}: {}", shown_, position_, what));
}

Result<std::size_t> CpioReader::take(std::span<std::uint8_t> out) {
    if (used_ == filled_) {
        MME_TRY(filled_, decoder_.read(buffer_));
        used_ = 0;
    }
    const std::size_t count = std::min(out.size(), filled_ - used_);
    std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(used_), count, out.begin());
    used_ += count;
    position_ += count;
    return count;
}

Status CpioReader::take_all(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        MME_TRY(const std::size_t count, take(out));
        if (count == 0) return malformed("it ends without its trailer");
        out = out.subspan(count);
    }
    return Done{};
}

Status CpioReader::skip_padding() {
    std::array<std::uint8_t, 3> padding{};
    const auto gap = std::span{padding}.first((4 - position_ % 4) % 4);
    MME_CHECK(take_all(gap));
    if (!only_zeros(gap)) return malformed("padding is not zero");
    return Done{};
}

Result<std::optional<CpioEntry>> CpioReader::next() {
    MME_CHECK(check_checksum());
    if (left_ != 0) return malformed("content was not read to its end");
    MME_CHECK(skip_padding());
    MME_TRY(const CpioForm form, read_magic());
    MME_TRY(CpioEntry entry, form == CpioForm::stripped ? read_stripped() : read_named(form));
    MME_CHECK(skip_padding());
    if (form != CpioForm::stripped && entry.name == trailer_name) {
        MME_CHECK(check_end(entry));
        return std::optional<CpioEntry>{};
    }
    MME_CHECK(check_form(entry));
    return std::optional{std::move(entry)};
}

Result<CpioForm> CpioReader::read_magic() {
    std::array<std::uint8_t, 6> magic{};
    MME_CHECK(take_all(magic));
    if (as_text(magic) == "070701") return CpioForm::newc;
    if (as_text(magic) == "070702") return CpioForm::crc;
    if (as_text(magic) == "07070X") return CpioForm::stripped;
    return malformed("no entry of a form that rpm reads begins here (070701, 070702 or 07070X)");
}

Result<CpioEntry> CpioReader::read_stripped() {
    std::array<std::uint8_t, field_bytes> field{};
    MME_CHECK(take_all(field));
    const auto index = number_of(as_text(field));
    if (!index) return malformed("the number of a file is not eight hexadecimal digits");
    CpioEntry entry;
    entry.form = CpioForm::stripped;
    entry.index = *index;
    return entry;
}

Result<CpioEntry> CpioReader::read_named(CpioForm form) {
    std::array<std::uint8_t, CpioField::all * field_bytes> header{};
    MME_CHECK(take_all(header));
    std::array<std::uint32_t, CpioField::all> fields{};
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto value = number_of(as_text(header).substr(i * field_bytes, field_bytes));
        if (!value) return malformed(fmt::format("field {} is not eight hexadecimal digits", i));
        fields.at(i) = *value;
    }
    CpioEntry entry;
    entry.form = form;
    entry.mode = fields[CpioField::mode];
    entry.size = fields[CpioField::size];
    MME_TRY(entry.name, read_name(fields[CpioField::name]));
    sum_ = 0;
    if (form == CpioForm::crc && entry.name != trailer_name) checksum_ = fields[CpioField::check];
    return entry;
}

Result<std::string> CpioReader::read_name(std::uint64_t bytes) {
    if (bytes < 2 || bytes > most_cpio_name_bytes)
        return malformed(fmt::format("a name of {} bytes, expected 2 to {}", bytes, most_cpio_name_bytes));
    Bytes name(bytes);
    MME_CHECK(take_all(name));
    const auto end = std::find(name.begin(), name.end(), std::uint8_t{0});
    if (end != name.end() - 1) return malformed("a name does not end with its only NUL");
    return std::string{as_text(name).substr(0, bytes - 1)};
}

Status CpioReader::check_form(const CpioEntry& entry) {
    if (!form_) form_ = entry.form;
    if (*form_ != entry.form) return malformed("entries of two forms");
    return Done{};
}

Result<std::size_t> CpioReader::read(std::span<std::uint8_t> out) {
    if (left_ == 0) {
        MME_CHECK(check_checksum());
        return std::size_t{0};
    }
    MME_TRY(const std::size_t count, take(out.first(std::min<std::uint64_t>(out.size(), left_))));
    if (count == 0 && !out.empty()) return malformed("it ends within the content of a file");
    left_ -= count;
    if (checksum_)
        for (const std::uint8_t byte : out.first(count)) sum_ += byte;
    return count;
}

Status CpioReader::check_checksum() {
    const auto expected = std::exchange(checksum_, std::nullopt);
    if (!expected || *expected == sum_) return Done{};
    return malformed(fmt::format("checksum {:08x} of a file, found {:08x}", *expected, sum_));
}

Status CpioReader::check_end(const CpioEntry& trailer) {
    if (trailer.size != 0) return malformed("the trailer has content");
    const std::uint64_t end = position_;
    for (;;) {
        std::array<std::uint8_t, 4096> piece{};
        MME_TRY(const std::size_t count, take(piece));
        if (count == 0) return Done{};
        if (!only_zeros(ByteView{piece}.first(count)) || position_ - end > most_zeros_behind)
            return malformed("bytes behind the trailer");
    }
}

}  // namespace mme
