// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/signature_blob.h"

#include <gtest/gtest.h>

namespace mme {
namespace {

const Bytes packet{0xc2, 3, 4, 0, 3};  // new format, tag 2, three bytes: version 4, class 0x00

Code code_of(std::string_view blob) {
    const auto packets = parse_signature_packets(as_bytes(blob));
    return packets ? Code::internal_error : packets.error().code();
}

TEST(SignatureBlob, ArmourReadsBackEqual) {
    const auto packets = parse_signature_packets(as_bytes(armour_signature({packet, packet})));
    ASSERT_TRUE(packets) << packets.error().text();
    EXPECT_EQ(*packets, (std::vector<Bytes>{packet, packet}));
}

TEST(SignatureBlob, EmptyOrBlankIsMissing_R1a) {
    EXPECT_EQ(code_of(""), Code::signature_missing);
    EXPECT_EQ(code_of(" \n\t\n"), Code::signature_missing);
}

TEST(SignatureBlob, RefusesTextThatIsNoSignature_R28) {
    EXPECT_EQ(code_of("trust me"), Code::signature_invalid);
}

TEST(SignatureBlob, RefusesClearSignedText_R28) {
    EXPECT_EQ(code_of("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nx\n"), Code::signature_invalid);
}

TEST(SignatureBlob, RefusesTwoArmourBlocks_R28) {
    const std::string block = armour_signature({packet});
    EXPECT_EQ(code_of(block + block), Code::signature_invalid);
}

TEST(SignatureBlob, RefusesAWrongChecksum_R28) {
    std::string block = armour_signature({packet});
    block[block.find("\n=") + 2] ^= 1;
    EXPECT_EQ(code_of(block), Code::signature_invalid);
}

TEST(SignatureBlob, RefusesOtherPackets_R28) {
    EXPECT_EQ(code_of(armour_signature({{0xc6, 1, 4}})), Code::signature_invalid);
}

TEST(SignatureBlob, RefusesTruncationAtEveryByte_R28) {
    for (std::size_t length = 1; length < packet.size(); ++length) {
        const auto packets = parse_signature_packets(ByteView(packet).first(length));
        ASSERT_FALSE(packets) << length;
        EXPECT_EQ(packets.error().code(), Code::signature_invalid);
    }
}

TEST(SignatureBlob, RefusesMoreThanSixteen_R28) {
    EXPECT_EQ(code_of(armour_signature(std::vector<Bytes>(17, packet))), Code::signature_invalid);
}

// Of RFC 9580 section 5.2.1, and what is not assigned.
TEST(SignatureBlob, OnlyBinaryDocumentSignaturesCount_R28) {
    for (unsigned type = 0; type < 256; ++type) {
        const auto octet = static_cast<std::uint8_t>(type);
        const Bytes version4{0xc2, 3, 4, octet, 3};
        const Bytes version3{0xc2, 4, 3, 5, octet, 3};
        for (const Bytes& one : {version4, version3}) {
            const auto packets = parse_signature_packets(one);
            ASSERT_EQ(packets.has_value(), type == 0) << type;
            if (!packets) {
                EXPECT_EQ(packets.error().code(), Code::signature_invalid);
            }
        }
    }
    const auto text_mode = parse_signature_packets(Bytes{0xc2, 3, 4, 1, 3});
    EXPECT_NE(text_mode.error().detail().find("text mode"), std::string::npos);
    EXPECT_FALSE(parse_signature_packets(Bytes{0xc2, 1, 4}));
}

// The last dash of the first line would be the first of the last one.
TEST(SignatureBlob, RefusesArmourLinesThatOverlap_R28) {
    const std::string begin = "-----BEGIN PGP SIGNATURE-----";
    const std::string end = "-----END PGP SIGNATURE-----";
    for (std::size_t shared = 0; shared <= 5; ++shared)
        EXPECT_EQ(code_of(begin + end.substr(shared)), Code::signature_invalid) << shared;
}

}  // namespace
}  // namespace mme
