// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "libverify/io/bytes.h"

namespace mme::test {

/// One entry of a tar archive that is built byte by byte.
struct TarSpec {
    std::string name;
    char type = '0';
    std::string content = {};
    std::string target = {};
    unsigned mode = 0644;
    std::string magic = std::string{"ustar\00000", 8};
    /// Changes header bytes before the checksum is put in.
    std::function<void(std::string& header)> edit = {};
};

/// Header, content, and zeros to a whole block.
std::string tar_entry(const TarSpec& spec);

/// The entries and two blocks of zeros.
std::string tar_of(const std::vector<TarSpec>& entries);

/// The checksum of a header put in again after it was changed.
void put_checksum(std::string& header);

/// A field's bytes put over what is there.
inline void put(std::string& header, std::size_t offset, std::string_view bytes) {
    header.replace(offset, bytes.size(), bytes);
}

/// An ar file of these members.
std::string ar_of(const std::vector<std::pair<std::string, std::string>>& members);

/// A deb of two archives as they are; the names say how they are compressed.
std::string deb_of(const std::string& control_tar, const std::string& data_tar,
                   const std::string& control_name = "control.tar",
                   const std::string& data_name = "data.tar");

/// ./, a control file for `mme-t 1.0 all` and nothing else.
std::string plain_control_tar();
/// control.tar with ./ and this control file.
std::string control_tar_with(const std::string& control);
/// ./, ./opt/, and the entries.
std::string data_tar_with(std::vector<TarSpec> entries);

}  // namespace mme::test
