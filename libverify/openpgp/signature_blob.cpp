// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/signature_blob.h"

#include <openssl/evp.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace mme {
namespace {

constexpr std::string_view armour_begin = "-----BEGIN PGP SIGNATURE-----";
constexpr std::string_view armour_end = "-----END PGP SIGNATURE-----";
constexpr std::size_t max_signatures = 16;
constexpr std::string_view blanks = " \t\r\n";

Error invalid(std::string detail) {
    return fail(Code::signature_invalid, std::move(detail));
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::uint32_t crc24(ByteView bytes) {
    std::uint32_t crc = 0xB704CE;
    for (const std::uint8_t byte : bytes) {
        crc ^= static_cast<std::uint32_t>(byte) << 16U;
        for (int bit = 0; bit < 8; ++bit) crc = (crc << 1U) ^ ((crc & 0x800000U) != 0 ? 0x864CFBU : 0U);
    }
    return crc & 0xFFFFFFU;
}

std::string base64(ByteView bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(),
                                       static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0) return std::nullopt;
    const auto padding = static_cast<std::size_t>(std::count(text.end() - 2, text.end(), '='));
    Bytes bytes(text.size() / 4 * 3);
    const int length = EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()));
    if (length < 0) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(length) - padding);
    return bytes;
}

std::string crc_line(ByteView bytes) {
    const std::uint32_t crc = crc24(bytes);
    const Bytes three{static_cast<std::uint8_t>(crc >> 16U), static_cast<std::uint8_t>(crc >> 8U),
                      static_cast<std::uint8_t>(crc)};
    return "=" + base64(three);
}

/// Cuts the next line off `text`.
std::string_view next_line(std::string_view& text) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return trimmed(line);
}

/// The binary content of one armour block (RFC 9580 section 6.2).
Result<Bytes> dearmour(std::string_view text) {
    if (text.size() < armour_begin.size() + armour_end.size() || !text.ends_with(armour_end))
        return invalid("the armour does not end with '-----END PGP SIGNATURE-----'");
    text.remove_suffix(armour_end.size());
    text.remove_prefix(armour_begin.size());
    if (text.find("-----") != std::string_view::npos)
        return invalid("there is more than one armour block; one block with all signatures is wanted");
    next_line(text);                    // rest of the BEGIN line
    while (!next_line(text).empty()) {  // armour header lines, up to the empty one
        if (text.empty()) return invalid("the armour has no empty line after its headers");
    }
    std::string body;
    std::string crc;
    while (!text.empty()) {
        const std::string_view line = next_line(text);
        if (line.starts_with('=') && line.size() == 5)
            crc = line;
        else if (crc.empty())
            body += line;
        else if (!line.empty())
            return invalid("there is text after the armour's checksum");
    }
    auto bytes = from_base64(body);
    if (!bytes) return invalid("the armour holds text that is not base64");
    if (!crc.empty() && crc != crc_line(*bytes)) return invalid("the armour's checksum does not match");
    return std::move(*bytes);
}

struct PacketLength {
    std::size_t header = 0;
    std::size_t body = 0;
};

std::optional<std::size_t> big_endian(ByteView bytes, std::size_t at, std::size_t count) {
    if (bytes.size() < at + count) return std::nullopt;
    std::size_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8U | bytes[at + i];
    return value;
}

/// Length in the old packet format (RFC 9580 section 4.2.2); indeterminate is refused.
std::optional<PacketLength> old_length(ByteView bytes) {
    const unsigned type = bytes[0] & 3U;
    if (type == 3) return std::nullopt;
    const std::size_t count = std::size_t{1} << type;
    const auto body = big_endian(bytes, 1, count);
    if (!body) return std::nullopt;
    return PacketLength{1 + count, *body};
}

/// Length in the new packet format (RFC 9580 section 4.2.1); partial lengths are refused.
std::optional<PacketLength> new_length(ByteView bytes) {
    if (bytes.size() < 2) return std::nullopt;
    const std::size_t first = bytes[1];
    if (first < 192) return PacketLength{2, first};
    if (first < 224) {
        const auto second = big_endian(bytes, 2, 1);
        if (!second) return std::nullopt;
        return PacketLength{3, (first - 192) * 256 + *second + 192};
    }
    if (first != 255) return std::nullopt;
    const auto body = big_endian(bytes, 2, 4);
    if (!body) return std::nullopt;
    return PacketLength{6, *body};
}

/// A signature over the exact bytes has class 0 (RFC 9580 section 5.2.1). Others are over something else:
/// text whose line ends may change, a key, a user id, a time.
Status check_class(ByteView body) {
    const std::size_t at = body[0] == 3 ? 2 : 1;  // version 3 has the length of what is hashed before it
    if (body.size() <= at) return invalid("a signature packet is truncated");
    if (body[at] == 0) return Done{};
    constexpr std::string_view digits = "0123456789abcdef";
    const std::string number{'0', 'x', digits[body[at] >> 4U], digits[body[at] & 15U]};
    return invalid("a signature of class " + number + (body[at] == 1 ? " (text mode)" : "") +
                   " does not cover the manifest's exact bytes; sign in binary mode (class 0x00), without "
                   "gpg's --textmode");
}

/// Cuts the first packet off `bytes`; it must be a whole signature packet.
Result<Bytes> take_signature_packet(ByteView& bytes) {
    if ((bytes[0] & 0x80U) == 0)
        return invalid("this is no OpenPGP signature: neither armour nor a binary packet");
    const bool is_new = (bytes[0] & 0x40U) != 0;
    const unsigned tag = is_new ? bytes[0] & 0x3FU : (bytes[0] >> 2U) & 0xFU;
    if (tag != 2)
        return invalid("OpenPGP packet type " + std::to_string(tag) +
                       " found, only signatures (2) are wanted");
    const auto length = is_new ? new_length(bytes) : old_length(bytes);
    if (!length || length->body == 0 || length->body > bytes.size() - length->header)
        return invalid("a signature packet is truncated, or its length is partial or indeterminate");
    const std::size_t whole = length->header + length->body;
    MME_CHECK(check_class(bytes.subspan(length->header, length->body)));
    Bytes packet(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(whole));
    bytes = bytes.subspan(whole);
    return packet;
}

Result<std::vector<Bytes>> split_packets(ByteView bytes) {
    std::vector<Bytes> packets;
    while (!bytes.empty()) {
        if (packets.size() == max_signatures) return invalid("more than 16 signatures in one file");
        MME_TRY(packets.emplace_back(), take_signature_packet(bytes));
    }
    return packets;
}

}  // namespace

Result<std::vector<Bytes>> parse_signature_packets(ByteView blob) {
    if (blob.size() > max_signature_bytes) return invalid("the signature is larger than 1 MiB");
    const std::string_view text = trimmed(as_text(blob));
    if (text.empty()) return fail(Code::signature_missing, "the signature is empty");
    if (text.starts_with("-----BEGIN PGP SIGNED MESSAGE"))
        return invalid("this is a clear-signed text; a detached signature over the manifest is wanted");
    if (!text.starts_with("-----")) return split_packets(blob);
    if (!text.starts_with(armour_begin))
        return invalid("this is OpenPGP armour of another kind; '-----BEGIN PGP SIGNATURE-----' is wanted");
    MME_TRY(const Bytes bytes, dearmour(text));
    return split_packets(bytes);
}

std::string armour_signature(const std::vector<Bytes>& packets) {
    Bytes all;
    for (const Bytes& packet : packets) all.insert(all.end(), packet.begin(), packet.end());
    std::string text{armour_begin};
    text += "\n\n";
    const std::string body = base64(all);
    for (std::size_t at = 0; at < body.size(); at += 64) text += body.substr(at, 64) + '\n';
    return text + crc_line(all) + '\n' + std::string{armour_end} + '\n';
}

}  // namespace mme
