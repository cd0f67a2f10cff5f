// SPDX-License-Identifier: LGPL-2.1-or-later
// Prints what libverify reads of each package named, one JSON object a line, for tests/oracle. Each byte of a
// name is written as the character of that number, so that any name fits JSON.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "libverify/digest/hasher.h"
#include "libverify/package/deb_control.h"
#include "libverify/package/payload.h"
#include "libverify/package/rpm_layout.h"
#include "libverify/package/rpm_reader.h"

namespace mme {
namespace {

using Json = nlohmann::ordered_json;

std::string characters_of(std::string_view bytes) {
    std::string text;
    for (const char one : bytes) {
        const auto byte = static_cast<unsigned char>(one);
        if (byte < 0x80U) {
            text += one;
            continue;
        }
        text += static_cast<char>(0xc0U | byte >> 6U);
        text += static_cast<char>(0x80U | (byte & 0x3fU));
    }
    return text;
}

struct Content {
    std::uint64_t size = 0;
    Sha256 sha256;
};

Result<Content> content_of(const ArchiveEntry& entry) {
    Content content;
    Hasher hasher;
    Bytes piece(65536);
    for (;;) {
        MME_TRY(const std::size_t got, entry.read(piece));
        if (got == 0) break;
        content.size += got;
        hasher.update(ByteView{piece}.first(got));
    }
    content.sha256 = hasher.finish();
    return content;
}

Result<Json> entry_of(const ArchiveEntry& entry) {
    Json json{{"path", characters_of(entry.path)},
              {"type", word(entry.type)},
              {"mode", entry.mode},
              {"owner", characters_of(entry.owner)},
              {"group", characters_of(entry.group)},
              {"target", characters_of(entry.target)}};
    if (entry.owner_id) json["owner-id"] = *entry.owner_id;
    if (entry.group_id) json["group-id"] = *entry.group_id;
    if (entry.type != FileType::file) return json;
    MME_TRY(const Content content, content_of(entry));
    json["size"] = content.size;
    json["sha256"] = content.sha256.hex();
    return json;
}

Result<Json> deb_scripts(const PackageFile& file, const Package& package) {
    Json scripts = Json::object();
    const auto visit = [&](ArchiveEntry& entry) -> Status {
        MME_TRY(const Content content, content_of(entry));
        if (entry.path != "control") scripts[characters_of(entry.path)] = content.sha256.hex();
        return Done{};
    };
    MME_CHECK(walk_control_files(file, package, visit));
    return scripts;
}

Result<Json> scripts_of_rpm(const PackageFile& file) {
    MME_TRY(const RpmLayout layout, read_rpm_layout(file));
    Json scripts = Json::object();
    for (const RpmScript& script : rpm_scripts(layout.header))
        scripts[script.name] = sha256_of(as_bytes(script.body)).hex();
    return scripts;
}

Result<Json> described(const char* path) {
    MME_TRY(const PackageFile file, PackageFile::open(path));
    MME_TRY(const Package package, read_package(file));
    const bool rpm = package.identity.type == PackageType::rpm;
    MME_TRY(Json scripts, rpm ? scripts_of_rpm(file) : deb_scripts(file, package));
    Json entries = Json::array();
    MME_CHECK(walk_payload(file, package, [&](ArchiveEntry& entry) -> Status {
        MME_TRY(Json one, entry_of(entry));
        entries.push_back(std::move(one));
        return Done{};
    }));
    const Identity& identity = package.identity;
    return Json{{"identity",
                 {characters_of(identity.name), characters_of(identity.version),
                  characters_of(identity.architecture)}},
                {"scripts", std::move(scripts)},
                {"entries", std::move(entries)}};
}

void print(const Json& json) {
    std::puts(json.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

}  // namespace
}  // namespace mme

int main(int count, char** words) {
    for (int i = 1; i < count; ++i) {
        const auto json = mme::described(words[i]);
        if (json)
            mme::print(*json);
        else
            mme::print(
                {{"refused", std::string(mme::name_of(json.error().code())) + ": " + json.error().text()}});
    }
    return 0;
}
