// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "libverify/io/byte_order.h"
#include "libverify/io/bytes.h"

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

/// One entry of a header; `data` are its bytes as stored (big endian) and belong to the header.
struct RpmEntry {
    std::uint32_t tag = 0;
    RpmType type = RpmType::null;
    std::uint32_t count = 0;
    ByteView data;
};

bool is_rpm_text(RpmType type) noexcept;

/// Bytes of one item of a type, which are its alignment too; 1 for text and binary.
std::size_t rpm_unit_size(RpmType type) noexcept;

std::uint32_t read_be32(ByteView bytes) noexcept;  ///< of the first four bytes

/// The numbers of an entry, read where they lie: a list of a million costs nothing.
class RpmNumbers {
  public:
    RpmNumbers() = default;
    RpmNumbers(ByteView data, std::size_t unit) : data_(data), unit_(unit) {}
    [[nodiscard]] std::size_t size() const noexcept { return data_.size() / unit_; }
    [[nodiscard]] bool empty() const noexcept { return data_.empty(); }
    std::uint64_t operator[](std::size_t index) const noexcept {
        return big_endian(data_.subspan(index * unit_, unit_));
    }

  private:
    ByteView data_;
    std::size_t unit_ = 1;
};

/// The strings of an entry, read where they lie: each costs four bytes.
class RpmTexts {
  public:
    RpmTexts() = default;
    explicit RpmTexts(const RpmEntry& entry);
    [[nodiscard]] std::size_t size() const noexcept { return starts_.size(); }
    [[nodiscard]] bool empty() const noexcept { return starts_.empty(); }
    /// Without its NUL. Belongs to the header.
    std::string_view operator[](std::size_t index) const noexcept;

  private:
    std::string_view data_;
    std::vector<std::uint32_t> starts_;
};

}  // namespace mme
