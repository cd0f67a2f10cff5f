// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/package/rpm_tags.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "libverify/package/malformed.h"

namespace mme {
namespace {

// Ascending; the unit test holds them against librpm's own answer.
constexpr std::uint32_t chars[] = {1029};
constexpr std::uint32_t int16_lists[] = {1030, 1033};
constexpr std::uint32_t int32s[] = {257,  277,  1003, 1006, 1008, 1009, 1046, 1106, 1127, 1128, 1129, 5011,
                                    5020, 5021, 5022, 5023, 5024, 5025, 5026, 5091, 5093, 5108, 5109, 5114};
constexpr std::uint32_t int32_lists[] = {1028, 1034, 1037, 1045, 1048, 1051, 1052, 1053, 1068, 1069, 1080,
                                         1095, 1096, 1112, 1114, 1116, 1119, 1134, 1140, 1141, 1143, 1144,
                                         1145, 1158, 1161, 5027, 5032, 5033, 5037, 5048, 5051, 5054, 5057,
                                         5068, 5070, 5072, 5078, 5080, 5082, 5084, 5085, 5115};
constexpr std::uint32_t int64s[] = {270, 271, 5009, 5112, 5113};
constexpr std::uint32_t int64_lists[] = {5008};
constexpr std::uint32_t texts[] = {269,  273,  1000, 1001, 1002, 1007, 1010, 1011, 1014, 1015, 1020,
                                   1021, 1022, 1023, 1024, 1025, 1026, 1044, 1064, 1079, 1094, 1122,
                                   1123, 1124, 1125, 1126, 1132, 1151, 1152, 1155, 5012, 5034, 5062,
                                   5096, 5099, 5100, 5101, 5104, 5105, 5120, 5121, 5122, 5123, 5124};
constexpr std::uint32_t binaries[] = {259, 261, 262, 267, 268, 1012, 1013, 1043, 1146};
constexpr std::uint32_t text_lists[] = {
    100,  266,  276,  1018, 1019, 1027, 1035, 1036, 1039, 1040, 1047, 1049, 1050, 1054, 1055, 1059,
    1060, 1061, 1062, 1065, 1066, 1067, 1081, 1082, 1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092,
    1097, 1098, 1099, 1113, 1115, 1117, 1118, 1120, 1121, 1133, 1135, 1142, 1147, 1150, 1153, 1154,
    1156, 1157, 1159, 1160, 5010, 5030, 5031, 5035, 5036, 5046, 5047, 5049, 5050, 5052, 5053, 5055,
    5056, 5066, 5067, 5069, 5071, 5076, 5077, 5079, 5081, 5090, 5092, 5097, 5106, 5107, 5116};
constexpr std::uint32_t translated[] = {1004, 1005, 1016};

/// The interpreter of a script: rpmbuild writes one word as a string, and words as a list.
constexpr std::uint32_t interpreters[] = {1085, 1086, 1087, 1088, 1091, 1092,
                                          1153, 1154, 5067, 5077, 5106, 5107};

/// States and times of an installation, the names before a relocation, and what rpm computes when it is
/// asked.
constexpr std::uint32_t of_databases[] = {1008, 1029, 1099, 1107, 1119, 1120, 1121, 1127, 1128, 1129, 1148,
                                          1149, 1195, 1196, 5000, 5001, 5002, 5005, 5006, 5007, 5013, 5014,
                                          5015, 5016, 5017, 5018, 5019, 5040, 5041, 5042, 5043, 5044, 5045,
                                          5058, 5059, 5060, 5061, 5086, 5087, 5088, 5089, 5098};

/// Lists that rpm reads side by side; the first has the length, the others may be missing.
constexpr std::array<std::array<std::uint32_t, 6>, 7> side_by_side{{
    {1047, 1112, 1113},        // provides
    {1054, 1053, 1055},        // conflicts
    {1090, 1114, 1115},        // obsoletes
    {1049, 1048, 1050},        // requires
    {1066, 1067, 1068, 1069},  // triggers
    {5069, 5070, 5071, 5072},  // file triggers
    {5079, 5080, 5081, 5082},  // file triggers of a transaction
}};

template <std::size_t Size>
bool has(const std::uint32_t (&tags)[Size], std::uint32_t tag) {
    return std::binary_search(std::begin(tags), std::end(tags), tag);
}

bool type_fits(const RpmEntry& entry, const RpmTagForm& form) {
    if (entry.type == form.type) return true;
    return entry.type == RpmType::string && (has(interpreters, entry.tag) || has(translated, entry.tag));
}

class TagChecks {
  public:
    TagChecks(const PackageFile& file, const RpmHeader& header) : file_(file), header_(header) {}

    Status check() const {
        for (const RpmEntry& entry : header_.entries()) MME_CHECK(check_entry(entry));
        for (const auto& lists : side_by_side) MME_CHECK(check_lengths(lists));
        return Done{};
    }

  private:
    [[nodiscard]] Status check_entry(const RpmEntry& entry) const {
        if (has(of_databases, entry.tag))
            return malformed(file_,
                             fmt::format("tag {} belongs to rpm's database, not to a package", entry.tag));
        const auto form = rpm_tag_form(entry.tag);
        if (!form) return Done{};
        if (!type_fits(entry, *form)) {
            return malformed(file_, fmt::format("tag {} has type {}, expected {}", entry.tag,
                                                static_cast<std::uint32_t>(entry.type),
                                                static_cast<std::uint32_t>(form->type)));
        }
        return check_count(entry, *form);
    }

    [[nodiscard]] Status check_count(const RpmEntry& entry, const RpmTagForm& form) const {
        std::size_t most = form.list || entry.type == RpmType::binary ? entry.count : 1;
        if (entry.type == RpmType::i18n_string) most = std::max<std::size_t>(languages(), 1);
        if (entry.count <= most) return Done{};
        return malformed(
            file_, fmt::format("tag {} has {} values, expected at most {}", entry.tag, entry.count, most));
    }

    [[nodiscard]] std::size_t languages() const {
        const RpmEntry* table = header_.find(rpm_tag::i18n_table);
        return table == nullptr ? 0 : table->count;
    }

    [[nodiscard]] Status check_lengths(const std::array<std::uint32_t, 6>& lists) const {
        const RpmEntry* first = header_.find(lists.front());
        const std::uint32_t expected = first == nullptr ? 0 : first->count;
        for (const std::uint32_t tag : lists) {
            const RpmEntry* list = header_.find(tag);
            if (list == nullptr || list->count == expected) continue;
            return malformed(file_, fmt::format("tag {} has {} values and tag {} has {}, expected as many",
                                                tag, list->count, lists.front(), expected));
        }
        return Done{};
    }

    const PackageFile& file_;
    const RpmHeader& header_;
};

}  // namespace

std::optional<RpmTagForm> rpm_tag_form(std::uint32_t tag) {
    if (has(text_lists, tag)) return RpmTagForm{RpmType::string_array, true};
    if (has(texts, tag)) return RpmTagForm{RpmType::string, false};
    if (has(int32_lists, tag)) return RpmTagForm{RpmType::int32, true};
    if (has(int32s, tag)) return RpmTagForm{RpmType::int32, false};
    if (has(translated, tag)) return RpmTagForm{RpmType::i18n_string, false};
    if (has(int16_lists, tag)) return RpmTagForm{RpmType::int16, true};
    if (has(int64_lists, tag)) return RpmTagForm{RpmType::int64, true};
    if (has(int64s, tag)) return RpmTagForm{RpmType::int64, false};
    if (has(binaries, tag)) return RpmTagForm{RpmType::binary, false};
    if (has(chars, tag)) return RpmTagForm{RpmType::character, true};
    return std::nullopt;
}

Status check_rpm_tags(const PackageFile& file, const RpmHeader& header) {
    return TagChecks{file, header}.check();
}

}  // namespace mme
