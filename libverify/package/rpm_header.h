// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "libverify/io/package_file.h"
#include "libverify/package/rpm_values.h"
#include "manifest/result.h"

namespace mme {

inline constexpr std::uint32_t rpm_region_image = 61;  ///< in trailers of very old signature headers
inline constexpr std::uint32_t rpm_region_signatures = 62;
inline constexpr std::uint32_t rpm_region_immutable = 63;

/// The signature header may lack a region (rpm v3) and may hold entries behind it, as signing servers place
/// them. The main header is what rpm hashes and installs: its region covers all of it.
enum class RpmHeaderKind { signatures, main };

/// A header structure, read strictly.
class RpmHeader {
  public:
    /// Reads the header at `offset`: at most 64 MiB of data for signatures and 96 MiB for the main header.
    /// Entries lie in index order without overlap or gap (but for alignment), no tag twice, no list of more
    /// than rpm's 1,048,575 items. Errors: archive-malformed with the offset.
    static Result<RpmHeader> read(const PackageFile& file, std::uint64_t offset, RpmHeaderKind kind);

    /// Bytes it takes in the file: magic, counts, index and data, without padding.
    [[nodiscard]] std::uint64_t size() const noexcept { return bytes_->size(); }
    /// Everything after the eight magic bytes: what rpm exports as the immutable region.
    [[nodiscard]] ByteView exported() const { return ByteView{*bytes_}.subspan(8); }
    /// All entries but the region's own, in index order.
    [[nodiscard]] const std::vector<RpmEntry>& entries() const noexcept { return entries_; }
    [[nodiscard]] const RpmEntry* find(std::uint32_t tag) const noexcept;

    // Nothing when the tag is absent or of another type. What is returned belongs to the header.
    /// A single string; not one of a list and no translated text.
    [[nodiscard]] std::optional<std::string_view> string(std::uint32_t tag) const;
    /// A single number of 32 or 64 bits.
    [[nodiscard]] std::optional<std::uint64_t> number(std::uint32_t tag) const;
    /// One string or a list of them.
    [[nodiscard]] RpmTexts strings(std::uint32_t tag) const;
    /// Of 16, 32 or 64 bits.
    [[nodiscard]] RpmNumbers numbers(std::uint32_t tag) const;

  private:
    std::shared_ptr<const Bytes> bytes_;
    std::vector<RpmEntry> entries_;
};

}  // namespace mme
