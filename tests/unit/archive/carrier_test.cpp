// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/archive/carrier.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/archive/scratch_file.h"

namespace mme {
namespace {

using namespace std::string_literals;

/// What a file with these bytes carries, as "CARRIER OFFSET" and ", LENGTH" where it is not to the end of the
/// file; empty if there is nothing.
std::string carried(const std::string& bytes) {
    const test::ScratchFile scratch(bytes);
    const auto file = PackageFile::open(scratch.path());
    const auto all = carried_by(file.value());
    std::string text;
    for (const Carried& one : all.value()) {
        if (!text.empty()) text += "; ";
        text += std::string(one.carrier) + " " + std::to_string(one.extent.offset);
        if (one.extent.offset + one.extent.length < bytes.size())
            text += ", " + std::to_string(one.extent.length);
    }
    return text;
}

std::string content_of(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const std::string gzip_start = "\x1F\x8B\x08\0\0\0\0\0\0\3"s;

TEST(Carrier, FindsWhatFollowsAScript_R29) {
    EXPECT_EQ(carried("#!/bin/sh\nexit 0\n" + gzip_start), "script 17");
    EXPECT_EQ(carried("#!/bin/sh\nexit 0\nunknown \0 bytes"s), "script 17");
    EXPECT_EQ(carried("#!/bin/sh\n" + std::string(300000, 'x') + "\n" + gzip_start), "script 300011");
    EXPECT_EQ(carried(": without a first line of its own\n" + gzip_start), "script 34");
    EXPECT_EQ(carried("@echo off\r\nexit\r\nMSCF\0\0\0\0"s), "script 17");
}

TEST(Carrier, LeavesTextAlone_R29) {
    EXPECT_EQ(carried("#!/bin/sh\nexit 0\n"), "");
    EXPECT_EQ(carried("#!/bin/sh\nprintf '\x1F\x8B\x08'\n"s), "");
    EXPECT_EQ(carried("#!/usr/bin/perl\n\x0C\n# \xE4\xF6\xFC\n"s), "");
    EXPECT_EQ(carried("a text\nwith a \0 in it\n"s), "");
    EXPECT_EQ(carried("a text\nwith a \1 in it\n"s + gzip_start), "");
    EXPECT_EQ(carried("\x89PNG\r\n\x1A\n"s + gzip_start), "");
    EXPECT_EQ(carried("%PDF-1.4\n%\0binary"s + "\n" + gzip_start), "");
}

TEST(Carrier, FindsWhatFollowsAProgram_R29) {
    const std::string program = content_of("/bin/true");
    EXPECT_EQ(carried(program), "");
    EXPECT_EQ(carried(program + "appended"), "ELF program " + std::to_string(program.size()));
}

TEST(Carrier, LeavesArchivesInsideAProgramAlone_R29) {
    std::string program = content_of("/bin/true");
    program.replace(program.size() / 2, gzip_start.size(), gzip_start);
    EXPECT_EQ(carried(program), "");
}

TEST(Carrier, FindsArchivesBehindLongScripts_R29) {
    std::string lines = "#!/bin/sh\n";
    while (lines.size() < 6'000'000) lines += "# a line that is repeated until the script is long\n";
    EXPECT_EQ(carried(lines + gzip_start), "script " + std::to_string(lines.size()));
    lines.resize((std::size_t{2} << 20U) - 1, 'y');  // the archive begins with a piece that is read
    EXPECT_EQ(carried(lines + "\n" + gzip_start), "script " + std::to_string(lines.size() + 1));
    lines.resize((std::size_t{1} << 20U) + 1);
    EXPECT_EQ(carried(lines + "\n" + gzip_start), "script " + std::to_string(lines.size() + 1));
}

TEST(Carrier, DoesNotCarryTheSignatureOfAModule_R29) {
    const std::string mark = "\0\0\0\0\0\0\0\0\0\0\0\x09~Module signature appended~\n"s;
    const std::string program = content_of("/bin/true");
    EXPECT_EQ(carried(program + "signature" + mark), "");
    EXPECT_EQ(carried(program + "carried" + "signature" + mark),
              "ELF program " + std::to_string(program.size()) + ", 7");
}

TEST(Carrier, SurvivesProgramsWithNonsenseInTheirHeaders) {
    EXPECT_EQ(carried("\x7F"
                      "ELF\2\1" +
                      std::string(100, '\xFF')),
              "");
    EXPECT_EQ(carried("\x7F"
                      "ELF\1\2" +
                      std::string(100, '\xFF')),
              "");
    EXPECT_EQ(carried("MZ" + std::string(100, '\xFF')), "");
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
    EXPECT_EQ(carried(pe_program("")), "");
    EXPECT_EQ(carried(pe_program("overlay")), "PE program 1024");
    EXPECT_EQ(carried(pe_program("certificate", 11)), "");
    EXPECT_EQ(carried(pe_program("certificateoverlay", 11)), "PE program 1035");
}

TEST(Carrier, TakesSymbolsForAPartOfTheProgram_R29) {
    std::string program = pe_program(std::string(36, 's') + "\x0C\0\0\0a_string"s + "behind it");
    program.replace(64 + 12, 8, "\0\4\0\0\2\0\0\0"s);
    EXPECT_EQ(carried(program), "PE program 1072");
}

TEST(Carrier, LeavesOutCertificatesThatCloseTheFile_R29) {
    std::string program = pe_program("an overlay of bytes     certificate", 11);
    program.replace(88 + 144, 4, "\x18\4\0\0"s);
    EXPECT_EQ(carried(program), "PE program 1024, 24");
}

std::string little(std::uint32_t number) {
    std::string bytes;
    for (unsigned i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFFU);
    return bytes;
}

/// One level of a resource directory with one entry.
std::string resource_level(std::uint32_t entry) {
    return std::string(12, '\0') + "\0\0\1\0"s + little(0) + little(entry);
}

TEST(Carrier, FindsArchivesAmongResources_R29) {
    std::string program = pe_program("");
    program.replace(88 + 112 + 16, 8, little(0x1000) + little(512));
    program.replace(88 + 0xF0 + 12, 4, little(0x1000));
    const std::string levels = resource_level(0x80000018) + resource_level(0x80000030) +
                               resource_level(0x48) + little(0x1100) + little(64);
    program.replace(512, levels.size(), levels);
    EXPECT_EQ(carried(program), "");
    program.replace(512 + 0x100, 8, "MSCF\0\0\0\0"s);
    EXPECT_EQ(carried(program), "PE program 768, 64");
    program.replace(512 + 20, 4, little(0x80000000));  // the directory is in itself
    EXPECT_EQ(carried(program), "");
}

TEST(Carrier, FindsArchivesBehindDosPrograms_R29) {
    std::string program = "MZ\x10\0\2\0"s + std::string(522, '\0');
    EXPECT_EQ(carried(program + "tables of a debugger, which are no archive"), "");
    EXPECT_EQ(carried(program + "PK\3\4 and more of it"), "DOS program 528");
    EXPECT_EQ(carried(program + "\x16\0-lh5-"s + std::string(20, '\0')), "DOS program 528");
    program.replace(60, 4, "\x40\0\0\0"s);
    program.replace(64, 2, "NE");
    EXPECT_EQ(carried(program + "PK\3\4 and more of it"), "");
}

std::string uimage(std::uint8_t type, std::uint32_t size) {
    std::string head = "\x27\x05\x19\x56" + std::string(60, '\1');
    const std::string bytes = little(size);
    head.replace(12, 4, std::string(bytes.rbegin(), bytes.rend()));
    head[30] = static_cast<char>(type);
    return head;
}

TEST(Carrier, FindsThePayloadsOfBootImages_R29) {
    EXPECT_EQ(carried(uimage(2, 7) + "payload"), "uImage 64");
    EXPECT_EQ(carried(uimage(2, 7) + "payload and more"), "uImage 64, 7; uImage 71");
    EXPECT_EQ(carried(uimage(4, 24) + "\0\0\0\5\0\0\0\3\0\0\0\0first\0\0\0two\0"s),
              "uImage 76, 5; uImage 84, 3");
    EXPECT_EQ(carried(uimage(4, 28) + "\0\0\0\5\0\0\0\3\0\0\0\0first\0\0\0two\0rest"s),
              "uImage 76, 5; uImage 84, 3; uImage 88");
    EXPECT_EQ(carried(uimage(4, 16) + "\0\0\0\5\0\0\0\xF0\0\0\0\0none"s), "uImage 64");
    std::string many;
    for (int i = 0; i < 100; ++i) many += "\0\0\0\4"s;
    EXPECT_EQ(carried(uimage(4, 808) + many + std::string(404, '\0') + "more").substr(0, 28),
              "uImage 468, 4; uImage 472, 4");
    std::string kernel(4096, '\0');
    kernel.replace(0x202, 4, "HdrS");
    kernel[0x1F1] = 1;
    kernel[0x248] = 16;
    kernel[0x24C] = 100;
    EXPECT_EQ(carried(kernel), "Linux kernel 1040, 96");
    kernel.replace(1040, 2, "\x1F\x8B");
    EXPECT_EQ(carried(kernel), "Linux kernel 1040, 100");
    EXPECT_EQ(carried("MZ\0\0zimg"s + little(0x300) + little(200) + std::string(2000, '\0')),
              "Linux kernel 768, 196");
}

}  // namespace
}  // namespace mme
