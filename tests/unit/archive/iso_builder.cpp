// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/archive/iso_builder.h"

namespace mme::test {
namespace {

using namespace std::string_literals;

std::string number(std::size_t value, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
    return bytes;
}

/// In both byte orders.
std::string both(std::size_t value, std::size_t size) {
    const std::string little = number(value, size);
    return little + std::string(little.rbegin(), little.rend());
}

}  // namespace

std::string iso_record(const std::string& name, std::size_t at, std::size_t size, char flags,
                       const std::string& system_use) {
    std::string record = "\0"s + both(at, 4) + both(size, 4) + std::string(7, '\0') + flags + "\0\0"s +
                         both(1, 2) + static_cast<char>(name.size()) + name;
    if (name.size() % 2 == 0) record += '\0';
    record += system_use;
    return static_cast<char>(record.size() + 1) + record;
}

std::string wide(const std::string& name) {
    std::string result;
    for (const char c : name) result += "\0"s + c;
    return result;
}

IsoImage& IsoImage::put(std::size_t at, const std::string& content) {
    bytes_.replace(at * sector, content.size(), content);
    return *this;
}

IsoImage& IsoImage::descriptor(std::size_t at, char type, std::size_t root, std::size_t size) {
    put(at, type + "CD001\1"s);
    bytes_.replace(at * sector + 128, 4, both(sector, 2));
    const std::string record = iso_record("\0"s, root, size, 2);
    bytes_.replace(at * sector + 156, record.size(), record);
    return *this;
}

IsoImage& IsoImage::joliet(std::size_t at, std::size_t root) {
    descriptor(at, 2, root);
    bytes_.replace(at * sector + 88, 3, "%/E");
    return *this;
}

IsoImage& IsoImage::directory(std::size_t at, const std::vector<std::string>& records) {
    std::string content = iso_record("\0"s, at, sector, 2) + iso_record("\1", at, sector, 2);
    for (const std::string& record : records) content += record;
    content.resize(sector);
    return put(at, content);
}

IsoImage& IsoImage::boot(std::size_t at, std::size_t catalogue, std::size_t image, std::size_t sectors512) {
    put(at, "\0CD001\1EL TORITO SPECIFICATION"s);
    bytes_.replace(at * sector + 71, 4, number(catalogue, 4));
    std::string entries(32, '\0');
    entries[0] = 1;
    entries += "\x88"s + std::string(5, '\0') + number(sectors512, 2) + number(image, 4);
    return put(catalogue, entries);
}

}  // namespace mme::test
