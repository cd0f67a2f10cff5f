// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mme::test {

/// Sectors of an ISO 9660 image, filled by hand.
class IsoImage {
  public:
    static constexpr std::size_t sector = 2048;

    explicit IsoImage(std::size_t sectors) : bytes_(sectors * sector, '\0') {}

    /// Bytes at a sector.
    IsoImage& put(std::size_t at, const std::string& content);
    /// A volume descriptor: its type and the sector and size of its root.
    IsoImage& descriptor(std::size_t at, char type, std::size_t root, std::size_t size = sector);
    IsoImage& joliet(std::size_t at, std::size_t root);
    /// A directory at a sector: "." and "..", and these records.
    IsoImage& directory(std::size_t at, const std::vector<std::string>& records);
    /// A boot record at a sector, its catalogue at another, with one image.
    IsoImage& boot(std::size_t at, std::size_t catalogue, std::size_t image, std::size_t sectors512);

    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

  private:
    std::string bytes_;
};

/// A record of a directory, with system use fields behind it.
std::string iso_record(const std::string& name, std::size_t at, std::size_t size, char flags = 0,
                       const std::string& system_use = "");
/// ASCII as UCS-2.
std::string wide(const std::string& name);

}  // namespace mme::test
