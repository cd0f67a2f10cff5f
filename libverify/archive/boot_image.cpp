// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/boot_image.h"

#include <algorithm>

#include "libverify/io/byte_order.h"

namespace mme {
namespace {

using Payloads = std::vector<Extent>;

constexpr std::uint64_t uimage_header_bytes = 64;

std::uint64_t image_number(ByteView bytes, std::size_t at) {
    return big_endian(bytes, at, 4);
}

/// A file of several images: their sizes, up to a 0, then each, filled up to 4 bytes. What follows the last
/// one is a payload of its own, and so is all of it where the sizes do not fit.
Result<Payloads> images_in(const PackageFile& file, std::uint64_t start, std::uint64_t end) {
    constexpr std::uint64_t most_images = 1024;
    MME_TRY(const Bytes table, file.read_range(start, std::min(end - start, (most_images + 1) * 4)));
    std::size_t count = 0;
    while (count * 4 + 4 <= table.size() && image_number(table, count * 4) != 0) ++count;
    Payloads images;
    std::uint64_t image = start + count * 4 + 4;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t size = image_number(table, i * 4);
        if (count > most_images || image > end || size > end - image) return Payloads{{start, end - start}};
        images.push_back({image, size});
        image += (size + 3) / 4 * 4;
    }
    if (image < end) images.push_back({image, end - image});
    return images;
}

/// gzip has its size in its own format; to the others the build appends 4 bytes.
Result<Payloads> payload_at(const PackageFile& file, std::uint64_t offset, std::uint64_t length) {
    constexpr std::uint64_t size_bytes = 4;
    if (length <= size_bytes || offset > file.size() || length > file.size() - offset) return Payloads{};
    MME_TRY(const Bytes head, file.read_range(offset, 2));
    const bool gzip = as_text(head) == "\x1F\x8B";
    return Payloads{{offset, gzip ? length : length - size_bytes}};
}

}  // namespace

Result<Payloads> payloads_of_uimage(const PackageFile& file) {
    constexpr std::uint8_t multi = 4;
    if (file.size() <= uimage_header_bytes) return Payloads{};
    MME_TRY(const Bytes head, file.read_range(0, uimage_header_bytes));
    if (image_number(head, 0) != 0x27051956) return Payloads{};
    const std::uint64_t size = std::min(image_number(head, 12), file.size() - uimage_header_bytes);
    const std::uint64_t end = uimage_header_bytes + size;
    Payloads payloads{{uimage_header_bytes, size}};
    if (head[30] == multi) {
        MME_TRY(payloads, images_in(file, uimage_header_bytes, end));
    }
    if (end < file.size()) payloads.push_back({end, file.size() - end});
    return payloads;
}

Result<Payloads> payloads_of_kernel(const PackageFile& file) {
    constexpr std::uint64_t sector_bytes = 512;
    constexpr std::uint64_t header_bytes = 0x250;
    if (file.size() < header_bytes) return Payloads{};
    MME_TRY(const Bytes head, file.read_range(0, header_bytes));
    const auto number = [&](std::size_t at) { return little_endian(ByteView(head).subspan(at, 4)); };
    if (as_text(head).starts_with("MZ") && as_text(head).substr(4, 4) == "zimg")
        return payload_at(file, number(8), number(12));
    if (as_text(head).substr(0x202, 4) != "HdrS" || number(0x24C) == 0) return Payloads{};
    const std::uint64_t setup_sectors = head[0x1F1] == 0 ? 4 : head[0x1F1];
    return payload_at(file, (setup_sectors + 1) * sector_bytes + number(0x248), number(0x24C));
}

}  // namespace mme
