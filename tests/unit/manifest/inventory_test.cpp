// SPDX-License-Identifier: LGPL-2.1-or-later
#include "manifest/inventory.h"

#include <gtest/gtest.h>

#include "manifest/path_check.h"
#include "manifest/reader.h"
#include "manifest/writer.h"
#include "tests/unit/manifest/vectors.h"

namespace mme {
namespace {

FileEntry file(std::string path) {
    FileEntry entry;
    entry.path = std::move(path);
    entry.mode = 0644;
    entry.owner = entry.group = "root";
    entry.size = 5;
    entry.sha256 = Sha256{};
    return entry;
}

std::string lines_of(const std::vector<FileEntry>& entries) {
    EntryLines lines;
    for (const FileEntry& entry : entries) lines.add(entry);
    return lines.take();
}

/// The text after the first "line " of the refusal.
std::string refusal(const std::string& vector) {
    const auto read = parse_manifest(bad(vector));
    return read ? "accepted" : read.error().detail();
}

TEST(Inventory, WritesTheDirectoryOnceBeforeItsNames_R12) {
    const std::string zero = std::string(43, 'A');
    EXPECT_EQ(lines_of({file("/opt/a"), file("/opt/b c"), file("/opt/mme/it's"), file("/opt/d")}),
              "/opt/\nfile\t0644\troot\troot\t5\t" + zero + "\ta\nfile\t0644\troot\troot\t5\t" + zero +
                  "\tb c\n/opt/mme/\nfile\t0644\troot\troot\t5\t" + zero +
                  "\tit\\x27s\n/opt/\nfile\t0644\troot\troot\t5\t" + zero + "\td\n");
}

TEST(Inventory, IsReadFromLinesAsFromTables_R12) {
    const auto lines = parse_manifest(good("inventory"));
    const auto tables = parse_manifest(good("deb"));
    ASSERT_TRUE(lines && tables);
    EXPECT_EQ(lines->package.files, tables->package.files);
    EXPECT_EQ(write_manifest(*tables), good("inventory"));
}

TEST(Inventory, ReadsEscapesAsTheNamesThatTheyStandFor_R12) {
    const auto read = parse_manifest(good("inventory-escapes"));
    ASSERT_TRUE(read) << read.error().text();
    ASSERT_EQ(read->package.files.size(), 3U);
    EXPECT_EQ(read->package.files[0].path, "/");
    EXPECT_EQ(read->package.files[1].path, "/opt/it's \\xFF\\\\/a\\x09b'c\xC3\xA9");
    EXPECT_EQ(read->package.files[2].target, "\\\\x27");
    EXPECT_EQ(write_manifest(*read), good("inventory-escapes"));
}

TEST(Inventory, NamesTheLineThatIsWrong_R28) {
    EXPECT_EQ(refusal("inventory-mode-short"),
              "line 52: key 'inventory.entries': found \"755\", expected four octal digits like 0755");
    EXPECT_EQ(refusal("inventory-name-with-slash"),
              "line 52: key 'inventory.entries': found \"a/mmed\", expected a name in the directory that "
              "stands before it");
}

TEST(Inventory, RefusesMorePathsThanMemoryIsFor_R28) {
    const std::string directory = "/" + std::string(4000, 'd') + "/";
    std::string lines = directory + "\n";
    for (std::size_t i = 0; i <= max_inventory_path_bytes / directory.size(); ++i)
        lines += "fifo\t0644\ta\tb\t" + std::to_string(i) + "\n";
    const auto read = parse_manifest(good("rpm") + "[inventory]\nentries = '''\n" + lines + "'''\n");
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().detail().find("bytes of paths"), std::string::npos) << read.error().detail();
}

TEST(Inventory, RefusesMoreEntriesThanItsBound_R28) {
    std::string lines = "/\n";
    for (std::size_t i = 0; i <= max_inventory_entries; ++i)
        lines += "fifo\t0644\ta\tb\t" + std::to_string(i) + "\n";
    const auto read = parse_manifest(good("rpm") + "[inventory]\nentries = '''\n" + lines + "'''\n");
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().detail().find("262144 entries"), std::string::npos) << read.error().detail();
}

TEST(InventorySize, IsTheLengthOfWhatIsWritten) {
    const std::vector<FileEntry> files{file("/opt/a"), file("/opt/b"), file("/usr/it's")};
    InventorySize size;
    for (const FileEntry& one : files) size.add(one);
    EXPECT_EQ(size.entries(), 3U);
    EXPECT_EQ(size.bytes(), lines_of(files).size());
    EXPECT_EQ(size.objection(), "");
}

TEST(InventorySize, HoldsAHundredAndSixteenThousandFilesAndNotTwiceAsMany) {
    InventorySize size;
    const auto add = [&](int count) {
        for (int i = 0; i < count; ++i)
            size.add(file("/opt/vendor/product/share/modules/module-" + std::to_string(i / 20) +
                          "/resource-" + std::to_string(i) + ".json"));
    };
    add(116'000);
    EXPECT_EQ(size.objection(), "");
    add(116'000);
    EXPECT_NE(size.objection().find(" bytes in 232000 lines, expected at most 15728640"), std::string::npos)
        << size.objection();
}

TEST(PathForm, TakesWhatAWriterWritesAndNothingElse_R28) {
    for (const std::string& text :
         std::vector<std::string>{"/opt/it's", "/a\\\\b", "/a\\\\x41", "/a\\xFF", "/a\\x1B[2J", "/a\\x21/b",
                                  "/a! b", "/\xC3\xA9", "/\\xC3\xC3\xA9", "/\\xE2\\x80\\xAE", "/\\xC2\\x85"})
        EXPECT_TRUE(is_path_form(text, 4096)) << text;
    for (const std::string& text : std::vector<std::string>{"/a\\",
                                                            "/a\\n",
                                                            "/a\\xff",
                                                            "/a\\x4",
                                                            "/a\\x41",
                                                            "/a!/b",
                                                            "/a\x1b",
                                                            "/a\x9b",
                                                            "/a\xC2\x9B",
                                                            "/a\t",
                                                            "/a\xE2\x80\xAE",
                                                            "/a\xE2\x80\xA8",
                                                            "/\xC3",
                                                            "/a\\~aa",
                                                            "/a\\x27",
                                                            "/a\\x21b",
                                                            "/a\\x21",
                                                            "/\\xC3\\xA9",
                                                            "/\\xF0\\x9F\\x93\\xA6",
                                                            "/\\+",
                                                            "/a!/\\+",
                                                            "/a\\x5C"})
        EXPECT_FALSE(is_path_form(text, 4096)) << text;
}

TEST(PathForm, TakesWhatWasCutOnlyWhereItHadTo_R28) {
    const std::string digest = "\\~" + std::string(64, 'a');
    EXPECT_TRUE(is_path_form(std::string(62, 'x') + digest, 128));
    EXPECT_TRUE(is_path_form(std::string(59, 'x') + digest, 128));
    EXPECT_TRUE(is_path_form(std::string(57, 'x') + "\\x21" + digest, 128)) << "a slash was cut off";
    EXPECT_FALSE(is_path_form(std::string(58, 'x') + digest, 128)) << "any next character would have fitted";
    EXPECT_FALSE(is_path_form(std::string(63, 'x') + digest, 128)) << "too long";
    EXPECT_FALSE(is_path_form(digest + std::string(62, 'x'), 128));
    EXPECT_FALSE(is_path_form(std::string(55, 'x') + "\\x21x" + digest, 128));
}

TEST(PathForm, IsWhatPathTextMakes) {
    for (unsigned a = 0; a < 256; ++a)
        for (const std::string_view b : {"/", "\\", "!", "x27", "\xA9", "\x80\xAE", "'"}) {
            const std::string raw = static_cast<char>(a) + std::string(b);
            EXPECT_TRUE(is_path_form(path_text(raw), 4096)) << path_text(raw);
            const bool stands = path_text(raw) == raw;
            if (raw.find('\\') == std::string::npos) {
                EXPECT_EQ(is_path_form(raw, 4096), stands) << raw;
            }
        }
}

TEST(Sha256, ItsShortFormHasOneSpelling) {
    const auto digest = Sha256::from_hex("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    ASSERT_TRUE(digest);
    EXPECT_EQ(digest->base64(), "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ");
    EXPECT_EQ(Sha256::from_base64(digest->base64()), digest);
    for (const char* text :
         {"", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCR", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmC",
          "LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ", "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="})
        EXPECT_FALSE(Sha256::from_base64(text)) << text;
}

}  // namespace
}  // namespace mme
