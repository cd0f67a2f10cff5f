// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/cpio_header.h"

#include <charconv>
#include <string_view>

#include "libverify/io/byte_order.h"

namespace mme {
namespace {

/// Numbers of a fixed width, one after the other.
class CpioFields {
  public:
    CpioFields(std::string_view text, int base) : text_(text), base_(base) {}

    std::uint64_t next(std::size_t width) {
        const auto field = text_.substr(0, width);
        text_.remove_prefix(field.size());
        std::uint64_t value = 0;
        const auto [end, fault] = std::from_chars(field.data(), field.data() + field.size(), value, base_);
        good_ = good_ && field.size() == width && fault == std::errc{} && end == field.data() + field.size();
        return value;
    }
    void pass(std::size_t count, std::size_t width) {
        for (; count > 0; --count) (void)next(width);
    }
    [[nodiscard]] bool good() const { return good_; }

  private:
    std::string_view text_;
    int base_;
    bool good_ = true;
};

std::optional<CpioEntryHeader> parse_new(std::string_view text, bool has_checksum) {
    CpioFields fields(text.substr(6), 16);
    CpioEntryHeader header;
    header.header_bytes = 110;
    header.alignment = 4;
    header.inode = fields.next(8);
    header.mode = fields.next(8);
    fields.pass(2, 8);  // owner and group
    header.links = fields.next(8);
    fields.pass(1, 8);  // time
    header.size = fields.next(8);
    const std::uint64_t major = fields.next(8);
    header.device = major << 32U | fields.next(8);
    fields.pass(2, 8);  // what a device entry names
    header.name_bytes = fields.next(8);
    const std::uint64_t checksum = fields.next(8);
    if (has_checksum) header.checksum = checksum;
    return fields.good() ? std::optional{header} : std::nullopt;
}

std::optional<CpioEntryHeader> parse_odc(std::string_view text) {
    CpioFields fields(text.substr(6), 8);
    CpioEntryHeader header;
    header.header_bytes = 76;
    header.device = fields.next(6);
    header.inode = fields.next(6);
    header.mode = fields.next(6);
    fields.pass(2, 6);  // owner and group
    header.links = fields.next(6);
    fields.pass(1, 6);   // what a device entry names
    fields.pass(1, 11);  // time
    header.name_bytes = fields.next(6);
    header.size = fields.next(11);
    return fields.good() ? std::optional{header} : std::nullopt;
}

/// Thirteen words of 16 bits; numbers of two words have the high one first. `swapped`: the words are big
/// endian.
std::optional<CpioEntryHeader> parse_binary(ByteView head, bool swapped) {
    const auto word = [&](std::size_t number) {
        return swapped ? big_endian(head, number * 2, 2) : little_endian(head, number * 2, 2);
    };
    if (word(0) != 070707) return std::nullopt;
    CpioEntryHeader header;
    header.header_bytes = 26;
    header.alignment = 2;
    header.device = word(1);
    header.inode = word(2);
    header.mode = word(3);
    header.links = word(6);
    header.name_bytes = word(10);
    header.size = word(11) << 16U | word(12);
    return header;
}

}  // namespace

std::optional<CpioEntryHeader> parse_cpio_header(ByteView head) {
    const auto text = as_text(head);
    if (text.starts_with("070701") || text.starts_with("070702")) return parse_new(text, text[5] == '2');
    if (text.starts_with("070707")) return parse_odc(text);
    if (head.size() < 26) return std::nullopt;
    const auto little = parse_binary(head, false);
    return little ? little : parse_binary(head, true);
}

}  // namespace mme
