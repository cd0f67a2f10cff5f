// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libverify/io/bytes.h"
#include "libverify/io/package_file.h"
#include "manifest/result.h"

namespace mme {

/// Types of header entries (rpm's "Package format" manual, section Header).
enum class RpmType : std::uint32_t {
    null = 0,
    character = 1,
    int8 = 2,
    int16 = 3,
    int32 = 4,
    int64 = 5,
    string = 6,
    binary = 7,
    string_array = 8,
    i18n_string = 9,
};

inline constexpr std::uint32_t rpm_region_signatures = 62;
inline constexpr std::uint32_t rpm_region_immutable = 63;

/// One entry of a header; `data` are its bytes as stored (big endian) and belong to the header.
struct RpmEntry {
    std::uint32_t tag = 0;
    RpmType type = RpmType::null;
    std::uint32_t count = 0;
    ByteView data;
};

/// A header structure (signature header or main header), read strictly.
class RpmHeader {
  public:
    /// Reads the header at `offset`. `region` is the tag its region must have, if it has one: the
    /// region then comes first and covers every entry. Entries lie in index order without overlap or gap
    /// (but for alignment), no tag twice.
    /// Errors: archive-malformed with the offset.
    static Result<RpmHeader> read(const PackageFile& file, std::uint64_t offset, std::uint32_t region);

    /// Bytes it takes in the file: magic, counts, index and data, without padding.
    [[nodiscard]] std::uint64_t size() const noexcept { return bytes_->size(); }
    /// Everything after the eight magic bytes: what rpm exports as the immutable region.
    [[nodiscard]] ByteView exported() const { return ByteView{*bytes_}.subspan(8); }
    /// All entries but the region's own, in index order.
    [[nodiscard]] const std::vector<RpmEntry>& entries() const noexcept { return entries_; }
    [[nodiscard]] const RpmEntry* find(std::uint32_t tag) const noexcept;

    // Nothing when the tag is absent or of another type.
    [[nodiscard]] std::optional<std::string> string(std::uint32_t tag) const;
    [[nodiscard]] std::optional<std::uint64_t> number(std::uint32_t tag) const;
    [[nodiscard]] std::vector<std::string> strings(std::uint32_t tag) const;
    /// Of 16, 32 or 64 bits.
    [[nodiscard]] std::vector<std::uint64_t> numbers(std::uint32_t tag) const;

  private:
    std::shared_ptr<const Bytes> bytes_;
    std::vector<RpmEntry> entries_;
};

/// Alignment in bytes of a type's data.
std::size_t rpm_alignment(RpmType type) noexcept;

std::uint32_t read_be32(ByteView bytes) noexcept;

}  // namespace mme
