// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "libverify/package/deb_reader.h"
#include "libverify/package/malformed.h"

namespace mme {
namespace {

bool is_control(std::string_view name) {
    constexpr std::array<std::string_view, 4> names{"control.tar", "control.tar.gz", "control.tar.xz",
                                                    "control.tar.zst"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_data(std::string_view name) {
    constexpr std::array<std::string_view, 6> names{"data.tar",     "data.tar.gz",  "data.tar.xz",
                                                    "data.tar.zst", "data.tar.bz2", "data.tar.lzma"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

Status check_format(const PackageFile& file, const ArMember& member) {
    if (member.name != "debian-binary") {
        return malformed(file, fmt::format("first member is '{}', wanted debian-binary", member.name));
    }
    if (member.content.length != 4) {
        return malformed(file, fmt::format("debian-binary has {} bytes, wanted the 4 of format 2.0",
                                           member.content.length));
    }
    MME_TRY(const Bytes format, file.read_range(member.content.offset, member.content.length));
    if (as_text(format) != "2.0\n") return malformed(file, "debian-binary does not say format 2.0");
    return Done{};
}

std::optional<ArMember>* slot_of(DebLayout& layout, std::string_view name) {
    if (name == deb_member_manifest) return &layout.manifest;
    if (name == deb_member_signature) return &layout.signature;
    if (name.starts_with("_gpg")) return &layout.debsig;
    return nullptr;
}

}  // namespace

Result<DebLayout> read_deb_layout(const PackageFile& file) {
    MME_TRY(std::vector<ArMember> members, read_ar(file));
    if (members.size() < 3) {
        return malformed(file, fmt::format("{} ar members, wanted debian-binary, control.tar and data.tar",
                                           members.size()));
    }
    MME_CHECK(check_format(file, members[0]));
    if (!is_control(members[1].name) || !is_data(members[2].name)) {
        return malformed(file, fmt::format("members are '{}' and '{}', wanted control.tar and then data.tar",
                                           members[1].name, members[2].name));
    }
    DebLayout layout;
    for (auto member = members.begin() + 3; member != members.end(); ++member) {
        auto* slot = slot_of(layout, member->name);
        if (slot == nullptr) return malformed(file, fmt::format("surplus member '{}'", member->name));
        if (slot->has_value()) return malformed(file, fmt::format("second _gpg member '{}'", member->name));
        *slot = std::move(*member);
    }
    members.resize(3);
    layout.parts = std::move(members);
    return layout;
}

}  // namespace mme
