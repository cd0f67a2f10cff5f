// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/deb_control.h"

#include <fmt/format.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <optional>

#include "libverify/package/deb_lists.h"
#include "libverify/package/deb_stanza.h"
#include "libverify/package/deb_words.h"

namespace mme {
namespace {

constexpr std::uint64_t most_control_bytes = std::uint64_t{1} << 20U;

/// Fields of dpkg's own records, which it refuses in a package, and old ones that it adds to the version.
constexpr std::array<std::string_view, 8> foreign_fields{
    "status",   "config-version",   "triggers-pending", "triggers-awaited",
    "revision", "package-revision", "package_revision", "conffiles"};

Status check_foreign(const DebFields& fields) {
    for (const auto name : foreign_fields)
        if (fields.contains(std::string{name}))
            return malformed_control(fmt::format("field '{}' is not one of a package", name));
    return Done{};
}

std::string value_of(const DebFields& fields, const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
}

Result<std::string> required(const DebFields& fields, const char* name) {
    std::string value = value_of(fields, name);
    if (value.empty()) return malformed_control(fmt::format("no field '{}', or no value in it", name));
    return value;
}

std::size_t count_of_words(std::string_view text) {
    std::size_t count = 0;
    for (auto at = text.find_first_not_of(deb_white_space); at != text.npos;
         at = text.find_first_not_of(deb_white_space, at)) {
        ++count;
        at = std::min(text.find_first_of(deb_white_space, at), text.size());
    }
    return count;
}

Result<Identity> identity_of(const DebFields& fields) {
    Identity identity;
    identity.type = PackageType::deb;
    MME_TRY(const std::string name, required(fields, "package"));
    MME_TRY(const std::string version, required(fields, "version"));
    MME_TRY(const std::string architecture, required(fields, "architecture"));
    MME_TRY(identity.name, parse_deb_name(name));
    MME_TRY(identity.version, parse_deb_version(version));
    MME_TRY(identity.architecture, parse_deb_architecture(architecture));
    return identity;
}

/// dpkg stops at any other value.
Status check_booleans(const DebFields& fields) {
    for (const char* name : {"essential", "protected"}) {
        const std::string value = value_of(fields, name);
        if (!value.empty() && ::strcasecmp(value.c_str(), "yes") != 0 &&
            ::strcasecmp(value.c_str(), "no") != 0)
            return malformed_control(fmt::format("the field {} is neither yes nor no", name));
    }
    return Done{};
}

/// dpkg does not unpack what has another word there.
Status check_multi_arch(const DebFields& fields, const Identity& identity) {
    constexpr std::array<const char*, 4> words{"no", "same", "allowed", "foreign"};
    const std::string value = value_of(fields, "multi-arch");
    const auto is_value = [&](const char* one) { return ::strcasecmp(value.c_str(), one) == 0; };
    if (!value.empty() && std::none_of(words.begin(), words.end(), is_value))
        return malformed_control("Multi-Arch is none of no, same, allowed and foreign");
    if (is_value("same") && identity.architecture == "all")
        return malformed_control("Multi-Arch: same in a package of architecture all");
    return Done{};
}

Result<std::vector<std::string>> claims_of(const DebFields& fields) {
    std::vector<std::string> claims;
    for (const char* name : {"provides", "replaces", "conflicts", "breaks"}) {
        MME_TRY(auto names, parse_deb_relations(value_of(fields, name)));
        std::move(names.begin(), names.end(), std::back_inserter(claims));
    }
    return claims;
}

/// The names in them claim nothing. Recommended and Optional are old names of Recommends and Suggests.
Status check_wishes(const DebFields& fields) {
    for (const char* name :
         {"depends", "pre-depends", "recommends", "suggests", "enhances", "recommended", "optional"})
        MME_CHECK(check_deb_alternatives(value_of(fields, name)));
    return Done{};
}

/// Fields of a repository's index, which dpkg reads in a package too: words, and as many in each.
Status check_index_fields(const DebFields& fields) {
    std::optional<std::size_t> expected;
    for (const char* name : {"filename", "size", "md5sum", "msdos-filename"}) {
        if (!fields.contains(name)) continue;
        const std::size_t count = count_of_words(value_of(fields, name));
        if (count == 0 || count != expected.value_or(count))
            return malformed_control(
                fmt::format("the field {} has {} words, expected {}", name, count, expected.value_or(1)));
        expected = count;
    }
    return Done{};
}

Result<std::string> content_of(ArchiveEntry& entry) {
    if (entry.size > most_control_bytes)
        return malformed_control(fmt::format("'{}' has {} bytes, at most {} are allowed", entry.path,
                                             entry.size, most_control_bytes));
    Bytes content(entry.size);
    MME_CHECK(entry.read(content));
    return std::string{as_text(content)};
}

Status check_list(ArchiveEntry& entry) {
    MME_TRY(const std::string text, content_of(entry));
    return entry.path == "triggers" ? check_deb_triggers(text) : check_deb_conffiles(text);
}

}  // namespace

Result<DebControl> parse_deb_control(std::string_view text) {
    MME_TRY(const DebFields fields, parse_deb_stanza(text));
    MME_CHECK(check_foreign(fields));
    DebControl control;
    MME_TRY(control.identity, identity_of(fields));
    MME_CHECK(check_multi_arch(fields, control.identity));
    MME_CHECK(check_booleans(fields));
    MME_CHECK(check_wishes(fields));
    MME_CHECK(check_index_fields(fields));
    MME_TRY(control.claims, claims_of(fields));
    control.maintainer = value_of(fields, "maintainer");
    return control;
}

Result<DebControl> read_deb_control(const PackageFile& file, const ArMember& control_tar) {
    std::optional<std::string> text;
    Tally files;
    MME_CHECK(walk_control_tar(file, control_tar, [&](ArchiveEntry& entry) -> Status {
        files.add(1, entry.size);
        if (entry.path == "conffiles" || entry.path == "triggers") return check_list(entry);
        if (entry.path != "control") return Done{};
        MME_TRY(text, content_of(entry));
        return Done{};
    }));
    if (!text) return malformed_control("is not in control.tar");
    MME_TRY(DebControl control, parse_deb_control(*text));
    control.files = files;
    return control;
}

}  // namespace mme
