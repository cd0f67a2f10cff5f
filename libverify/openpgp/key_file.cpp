// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/key_file.h"

#include <string_view>

namespace mme {
namespace {

Error unusable(const KeyFile& file, const std::string& why) {
    return fail(Code::policy_malformed, file.name + " " + why);
}

/// The OpenPGP packet type that begins with this octet (RFC 9580 section 4.2); 0 for none.
unsigned packet_type(std::uint8_t octet) {
    if ((octet & 0x80U) == 0) return 0;
    return (octet & 0x40U) != 0 ? octet & 0x3FU : (octet >> 2U) & 0xFU;
}

Status check_armour(const KeyFile& file, std::string_view text) {
    if (text.find("-----BEGIN PGP PRIVATE KEY BLOCK-----") != std::string_view::npos)
        return unusable(file,
                        "holds a secret key; remove it from this host and put the public key there (gpg "
                        "--armor --export)");
    if (text.find("-----BEGIN PGP PUBLIC KEY BLOCK-----") != std::string_view::npos) return Done{};
    if (text.find("-----BEGIN PGP ") != std::string_view::npos)
        return unusable(file, "holds OpenPGP armour of another kind, expected a PUBLIC KEY BLOCK");
    return unusable(file, "holds no OpenPGP public key");
}

}  // namespace

Status check_key_file(const KeyFile& file) {
    constexpr unsigned secret_key = 5;
    constexpr unsigned public_key = 6;
    constexpr unsigned secret_subkey = 7;
    const std::string_view text = as_text(file.content);
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return unusable(file, "is empty");
    if (text.size() > 12 && text.substr(8, 4) == "KBXf")
        return unusable(file, "is a GnuPG keybox; put there what gpg --armor --export writes");
    const unsigned type = packet_type(file.content[0]);
    if (type == public_key) return Done{};
    if (type == secret_key || type == secret_subkey)
        return unusable(file,
                        "holds a secret key; remove it from this host and put the public key there (gpg "
                        "--armor --export)");
    return check_armour(file, text);
}

}  // namespace mme
