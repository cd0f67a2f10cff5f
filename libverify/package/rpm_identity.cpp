// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_identity.h"

#include <fmt/format.h>

#include <algorithm>

#include "libverify/package/malformed.h"
#include "libverify/package/rpm_tags.h"

namespace mme {
namespace {

constexpr std::size_t most_word_bytes = 256;
constexpr std::size_t most_names = 100'000;
constexpr std::size_t most_name_bytes = 4096;
constexpr std::size_t most_names_bytes = std::size_t{16} << 20U;

struct WordRule {
    std::uint32_t tag;
    std::string_view what;
    std::string_view refused;  ///< printable characters that it may not have
};

constexpr WordRule name_rule{rpm_tag::name, "name", "/"};
constexpr WordRule version_rule{rpm_tag::version, "version", "/-:"};
constexpr WordRule release_rule{rpm_tag::release, "release", "/-:"};
constexpr WordRule architecture_rule{rpm_tag::architecture, "architecture", "/:%!\"#$&'()*,;<=>?@[\\]^`{|}~"};
constexpr WordRule os_rule{rpm_tag::os, "operating system", "/:%!\"#$&'()*,;<=>?@[\\]^`{|}~"};

bool is_word(std::string_view text, std::string_view refused) {
    return std::all_of(text.begin(), text.end(), [&](char one) {
        return one > ' ' && one < '\x7f' && refused.find(one) == std::string_view::npos;
    });
}

Result<std::string> word_of(const PackageFile& file, const RpmHeader& header, const WordRule& rule) {
    const auto text = header.string(rule.tag);
    if (!text || text->empty())
        return malformed(file, fmt::format("the header has no {} (tag {})", rule.what, rule.tag));
    if (text->size() > most_word_bytes)
        return malformed(file, fmt::format("the {} has {} bytes, at most {} are allowed", rule.what,
                                           text->size(), most_word_bytes));
    if (!is_word(*text, rule.refused))
        return malformed(file, fmt::format("the {} (tag {}) holds a character that is not allowed there",
                                           rule.what, rule.tag));
    return std::string{*text};
}

}  // namespace

Result<Identity> rpm_identity(const PackageFile& file, const RpmHeader& header) {
    MME_TRY(std::string name, word_of(file, header, name_rule));
    MME_TRY(std::string version, word_of(file, header, version_rule));
    MME_TRY(const std::string release, word_of(file, header, release_rule));
    MME_TRY(std::string architecture, word_of(file, header, architecture_rule));
    MME_CHECK(word_of(file, header, os_rule));
    version += "-" + release;
    if (const auto epoch = header.number(rpm_tag::epoch)) version = fmt::format("{}:{}", *epoch, version);
    return Identity{PackageType::rpm, std::move(name), std::move(version), std::move(architecture)};
}

bool is_source_rpm(const RpmHeader& header) {
    if (header.find(rpm_tag::source_rpm) != nullptr) return false;
    if (header.find(rpm_tag::source_package) != nullptr) return true;
    const RpmEntry* directories = header.find(rpm_tag::directory_names);
    return directories != nullptr && directories->data.size() == 1;
}

Result<std::vector<std::string>> rpm_related_names(const PackageFile& file, const RpmHeader& header) {
    std::vector<std::string> names;
    std::size_t bytes = 0;
    for (const std::uint32_t tag :
         {rpm_tag::provide_names, rpm_tag::conflict_names, rpm_tag::obsolete_names}) {
        const RpmTexts list = header.strings(tag);
        if (list.size() > most_names)
            return malformed(file, fmt::format("tag {} has {} names, at most {} are allowed", tag,
                                               list.size(), most_names));
        for (std::size_t i = 0; i < list.size(); ++i) {
            bytes += list[i].size();
            if (list[i].size() > most_name_bytes || bytes > most_names_bytes)
                return malformed(file,
                                 fmt::format("a name in tag {} has {} bytes, {} together; at most {} and {} "
                                             "are allowed",
                                             tag, list[i].size(), bytes, most_name_bytes, most_names_bytes));
            names.emplace_back(list[i]);
        }
    }
    return names;
}

}  // namespace mme
