// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mme::test {

/// One entry of a zip archive, stored; what the local header says may differ from the directory.
struct ZipItem {
    std::string name;
    std::string body = {};
    std::string local_name = name;
    std::uint64_t local_size = body.size();
    unsigned method = 0;
    unsigned local_method = method;
    unsigned flags = 0;
    std::uint64_t mode = 0100644;
    std::string before = {};  ///< bytes between this entry and the one before
    std::string behind = {};  ///< data descriptor
    std::uint32_t crc = 0;    ///< 0: the right one
    bool listed = true;
    unsigned times = 1;  ///< how many headers of the directory name it
};

/// The archive, byte by byte as APPNOTE.TXT has it.
struct ZipArchive {
    std::vector<ZipItem> items = {};
    std::string front = {};    ///< before the first entry, counted in offsets
    std::string between = {};  ///< before the directory
    std::string comment = {};
    unsigned more_entries = 0;  ///< what the end record says beyond the truth
    bool wide = false;          ///< end records of 64 bits

    [[nodiscard]] std::string bytes() const;
};

}  // namespace mme::test
