// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/unit/package/deb_builder.h"

#include <fmt/format.h>

#include <iterator>

namespace mme::test {
namespace {

std::string padded(std::string bytes) {
    bytes.resize((bytes.size() + 511) / 512 * 512, '\0');
    return bytes;
}

}  // namespace

void put_checksum(std::string& header) {
    put(header, 148, "        ");
    unsigned sum = 0;
    for (const char one : header.substr(0, 512)) sum += static_cast<unsigned char>(one);
    put(header, 148, fmt::format("{:06o}", sum) + std::string("\0 ", 2));
}

std::string tar_entry(const TarSpec& spec) {
    std::string header(512, '\0');
    put(header, 0, spec.name.substr(0, 100));
    put(header, 100, fmt::format("{:07o}", spec.mode));
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, fmt::format("{:011o}", spec.content.size()));
    put(header, 136, "00000000000");
    put(header, 156, std::string(1, spec.type));
    put(header, 157, spec.target.substr(0, 100));
    put(header, 257, spec.magic);
    if (spec.magic.starts_with("ustar")) {
        put(header, 265, "root");
        put(header, 297, "root");
    }
    if (spec.edit) spec.edit(header);
    put_checksum(header);
    return header + padded(spec.content);
}

std::string tar_of(const std::vector<TarSpec>& entries) {
    std::string tar;
    for (const TarSpec& entry : entries) tar += tar_entry(entry);
    return tar + std::string(1024, '\0');
}

std::string ar_of(const std::vector<std::pair<std::string, std::string>>& members) {
    std::string ar = "!<arch>\n";
    for (const auto& [name, content] : members) {
        ar += fmt::format("{:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", name, 0, 0, 0, "100644", content.size());
        ar += content;
        if (content.size() % 2 != 0) ar += '\n';
    }
    return ar;
}

std::string deb_of(const std::string& control_tar, const std::string& data_tar,
                   const std::string& control_name, const std::string& data_name) {
    return ar_of({{"debian-binary", "2.0\n"}, {control_name, control_tar}, {data_name, data_tar}});
}

std::string control_tar_with(const std::string& control) {
    return tar_of({{.name = "./", .type = '5', .mode = 0755}, {.name = "./control", .content = control}});
}

std::string plain_control_tar() {
    return control_tar_with(
        "Package: mme-t\nVersion: 1.0\nArchitecture: all\nMaintainer: a\nDescription: d\n");
}

std::string data_tar_with(std::vector<TarSpec> entries) {
    std::vector<TarSpec> all{{.name = "./", .type = '5', .mode = 0755},
                             {.name = "./opt/", .type = '5', .mode = 0755}};
    std::move(entries.begin(), entries.end(), std::back_inserter(all));
    return tar_of(all);
}

}  // namespace mme::test
