// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "libverify/package/rpm_header.h"

namespace mme {

/// Tags of the main header that are read here, by rpm's names (rpm/rpmtag.h).
namespace rpm_tag {
inline constexpr std::uint32_t i18n_table = 100;
inline constexpr std::uint32_t name = 1000;
inline constexpr std::uint32_t version = 1001;
inline constexpr std::uint32_t release = 1002;
inline constexpr std::uint32_t epoch = 1003;
inline constexpr std::uint32_t vendor = 1011;
inline constexpr std::uint32_t os = 1021;
inline constexpr std::uint32_t architecture = 1022;
inline constexpr std::uint32_t old_file_names = 1027;
inline constexpr std::uint32_t file_sizes = 1028;
inline constexpr std::uint32_t file_modes = 1030;
inline constexpr std::uint32_t file_rdevs = 1033;
inline constexpr std::uint32_t file_mtimes = 1034;
inline constexpr std::uint32_t file_digests = 1035;
inline constexpr std::uint32_t file_links = 1036;
inline constexpr std::uint32_t file_flags = 1037;
inline constexpr std::uint32_t file_users = 1039;
inline constexpr std::uint32_t file_groups = 1040;
inline constexpr std::uint32_t source_rpm = 1044;
inline constexpr std::uint32_t file_verify_flags = 1045;
inline constexpr std::uint32_t provide_names = 1047;
inline constexpr std::uint32_t conflict_names = 1054;
inline constexpr std::uint32_t obsolete_names = 1090;
inline constexpr std::uint32_t file_devices = 1095;
inline constexpr std::uint32_t file_inodes = 1096;
inline constexpr std::uint32_t file_languages = 1097;
inline constexpr std::uint32_t source_package = 1106;
inline constexpr std::uint32_t directory_indexes = 1116;
inline constexpr std::uint32_t base_names = 1117;
inline constexpr std::uint32_t directory_names = 1118;
inline constexpr std::uint32_t payload_format = 1124;
inline constexpr std::uint32_t payload_compressor = 1125;
inline constexpr std::uint32_t file_colors = 1140;
inline constexpr std::uint32_t file_classes = 1141;
inline constexpr std::uint32_t long_file_sizes = 5008;
inline constexpr std::uint32_t file_capabilities = 5010;
inline constexpr std::uint32_t file_digest_algorithm = 5011;
inline constexpr std::uint32_t payload_digest = 5092;
inline constexpr std::uint32_t payload_digest_algorithm = 5093;
inline constexpr std::uint32_t payload_size = 5112;           ///< rpm 6: bytes of the compressed payload
inline constexpr std::uint32_t expanded_payload_size = 5113;  ///< rpm 6: bytes of the cpio archive
}  // namespace rpm_tag

/// What rpm's table (rpmTagGetType) says of a tag.
struct RpmTagForm {
    RpmType type;
    bool list;  ///< any count; else one item
};

/// Nothing for a tag that no rpm up to 6.1 stores in a package file.
std::optional<RpmTagForm> rpm_tag_form(std::uint32_t tag);

/// Each tag of a main header has exactly the type and count that rpm gives it: rpm itself takes a translated
/// text for a plain one and then chooses by LANGUAGE. An interpreter of a script may be one string or a list,
/// and the summary, description and group may be plain or translated, in as many languages as the header's
/// table has at most. Tags that only a header of rpm's database has (original names, states, what an
/// extension computes) are refused; unknown ones are left to later versions of rpm. Lists that rpm reads side
/// by side are of one length. Errors: archive-malformed.
Status check_rpm_tags(const PackageFile& file, const RpmHeader& header);

}  // namespace mme
