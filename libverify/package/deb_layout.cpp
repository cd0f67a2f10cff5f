// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "libverify/package/deb_reader.h"
#include "libverify/package/malformed.h"

namespace mme {
namespace {

struct Suffix {
    std::string_view text;
    Compression compression;
    bool control;  ///< dpkg-deb reads control.tar with it
};

constexpr std::array<Suffix, 6> suffixes{{{"", Compression::none, true},
                                          {".gz", Compression::gzip, true},
                                          {".xz", Compression::xz, true},
                                          {".zst", Compression::zstd, true},
                                          {".bz2", Compression::bzip2, false},
                                          {".lzma", Compression::lzma, false}}};

const Suffix* suffix_of(std::string_view name, std::string_view stem) {
    if (!name.starts_with(stem)) return nullptr;
    const auto* found = std::find_if(suffixes.begin(), suffixes.end(), [&](const Suffix& suffix) {
        return suffix.text == name.substr(stem.size());
    });
    return found == suffixes.end() ? nullptr : found;
}

bool is_control(std::string_view name) {
    const Suffix* suffix = suffix_of(name, "control.tar");
    return suffix != nullptr && suffix->control;
}

bool is_data(std::string_view name) {
    return suffix_of(name, "data.tar") != nullptr;
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

Result<Compression> deb_member_compression(std::string_view name) {
    const Suffix* suffix = suffix_of(name, name.starts_with("control") ? "control.tar" : "data.tar");
    if (suffix == nullptr)
        return fail(Code::archive_malformed,
                    fmt::format("'{}' is no tar archive in a compression that dpkg reads", name));
    return suffix->compression;
}

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
