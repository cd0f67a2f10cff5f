// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/signed_messages.h"

#include <cstdlib>
#include <fstream>
#include <limits>
#include <utility>

namespace mme {
namespace {

/// Binary, no file name, no date (RFC 9580 section 5.9).
constexpr std::string_view literal_start{"b\0\0\0\0\0", 6};

/// Packet type 11 in the new format with a five-octet length (RFC 9580 section 4.2.1.3).
Bytes literal_header(std::uint32_t length) {
    return {0xcb,
            0xff,
            static_cast<std::uint8_t>(length >> 24U),
            static_cast<std::uint8_t>(length >> 16U),
            static_cast<std::uint8_t>(length >> 8U),
            static_cast<std::uint8_t>(length)};
}

void append(std::ofstream& out, std::string_view text) {
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace

Result<SignedMessages> SignedMessages::make(const std::filesystem::path& home) {
    std::string name = (home / "messages.XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        return fail(Code::internal_error, "no folder for messages can be made in " + home.string());
    return SignedMessages(std::filesystem::path(name));
}

SignedMessages::SignedMessages(SignedMessages&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), count_(other.count_) {}

SignedMessages::~SignedMessages() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

Result<std::string> SignedMessages::add(ByteView text, ByteView packets) {
    if (text.size() > std::numeric_limits<std::uint32_t>::max() - literal_start.size())
        return fail(Code::internal_error, "a signed text is too long for one packet");
    std::string path = (folder_ / std::to_string(count_++)).string();
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    append(out, as_text(packets));
    append(out, as_text(literal_header(static_cast<std::uint32_t>(text.size() + literal_start.size()))));
    append(out, literal_start);
    append(out, as_text(text));
    if (!out.flush()) return fail(Code::internal_error, path + " cannot be written");
    return path;
}

std::string SignedMessages::status() const {
    std::ifstream in(status_file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace mme
