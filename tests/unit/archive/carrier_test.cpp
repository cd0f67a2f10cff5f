// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/carrier.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/archive/scratch_file.h"

namespace mme {
namespace {

using namespace std::string_literals;

/// The tail of a file with these bytes, as "CARRIER OFFSET"; empty if it has none.
std::string tail_of(const std::string& bytes) {
    const test::ScratchFile scratch(bytes);
    const auto file = PackageFile::open(scratch.path());
    const auto tail = carried_tail(file.value());
    return tail.value() ? std::string((*tail)->carrier) + " " + std::to_string((*tail)->offset) : "";
}

std::string content_of(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const std::string gzip_start = "\x1F\x8B\x08\0\0\0\0\0\0\3"s;

TEST(Carrier, FindsWhatFollowsAScript_R29) {
    EXPECT_EQ(tail_of("#!/bin/sh\nexit 0\n" + gzip_start), "script 17");
    EXPECT_EQ(tail_of("#!/bin/sh\nexit 0\nunknown \0 bytes"s), "script 17");
    EXPECT_EQ(tail_of("#!/bin/sh\n" + std::string(300000, 'x') + "\n" + gzip_start), "script 300011");
}

TEST(Carrier, LeavesTextAlone_R29) {
    EXPECT_EQ(tail_of("#!/bin/sh\nexit 0\n"), "");
    EXPECT_EQ(tail_of("#!/bin/sh\nprintf '\x1F\x8B\x08'\n"s), "");
    EXPECT_EQ(tail_of("#!/usr/bin/perl\n\x0C\n# \xE4\xF6\xFC\n"s), "");
    EXPECT_EQ(tail_of("no script\n" + gzip_start), "");
}

TEST(Carrier, FindsWhatFollowsAProgram_R29) {
    const std::string program = content_of("/bin/true");
    EXPECT_EQ(tail_of(program), "");
    EXPECT_EQ(tail_of(program + "appended"), "ELF program " + std::to_string(program.size()));
}

TEST(Carrier, LeavesArchivesInsideAProgramAlone_R29) {
    std::string program = content_of("/bin/true");
    program.replace(program.size() / 2, gzip_start.size(), gzip_start);
    EXPECT_EQ(tail_of(program), "");
}

TEST(Carrier, TakesTheSignatureOfAModuleForNoTail) {
    EXPECT_EQ(tail_of(content_of("/bin/true") + "signature~Module signature appended~\n"), "");
}

TEST(Carrier, SurvivesProgramsWithNonsenseInTheirHeaders) {
    EXPECT_EQ(tail_of("\x7F"
                      "ELF\2\1" +
                      std::string(100, '\xFF')),
              "");
    EXPECT_EQ(tail_of("\x7F"
                      "ELF\1\2" +
                      std::string(100, '\xFF')),
              "");
    EXPECT_EQ(tail_of("MZ" + std::string(100, '\xFF')), "");
}

/// A PE program of one section of 512 bytes at 512, and what follows it.
std::string pe_program(const std::string& rest, std::uint8_t certificate_bytes = 0) {
    std::string bytes(1024, '\0');
    bytes.replace(0, 2, "MZ");
    bytes[60] = 64;
    bytes.replace(64, 4, "PE\0\0"s);
    bytes[64 + 6] = 1;
    bytes[64 + 20] = '\xF0';
    bytes.replace(88, 2, "\x0B\x02"s);
    bytes.replace(88 + 144, 4, "\0\4\0\0"s);
    bytes[88 + 148] = static_cast<char>(certificate_bytes);
    const std::size_t section = 88 + 0xF0;
    bytes.replace(section + 16, 8, "\0\2\0\0\0\2\0\0"s);
    return bytes + rest;
}

TEST(Carrier, FindsWhatFollowsThePEProgramAndItsCertificates_R29) {
    EXPECT_EQ(tail_of(pe_program("")), "");
    EXPECT_EQ(tail_of(pe_program("overlay")), "PE program 1024");
    EXPECT_EQ(tail_of(pe_program("certificate", 11)), "");
    EXPECT_EQ(tail_of(pe_program("certificateoverlay", 11)), "PE program 1035");
}

TEST(Carrier, FindsThePayloadOfBootImages_R29) {
    EXPECT_EQ(tail_of("\x27\x05\x19\x56" + std::string(60, '\1') + "payload"), "uImage 64");
    std::string kernel(4096, '\0');
    kernel.replace(0x202, 4, "HdrS");
    kernel[0x1F1] = 1;
    kernel[0x248] = 16;
    kernel[0x24C] = 100;
    EXPECT_EQ(tail_of(kernel), "Linux kernel 1040");
}

}  // namespace
}  // namespace mme
