// SPDX-License-Identifier: LGPL-2.1-or-later
#include <algorithm>

#include "libverify/package/deb_reader.h"
#include "libverify/package/package.h"
#include "libverify/package/rpm_reader.h"

namespace mme {

Result<PackageType> identify(const PackageFile& file) {
    constexpr std::string_view rpm_magic = "\xed\xab\xee\xdb";
    constexpr std::string_view deb_magic = "!<arch>\n";
    MME_TRY(const Bytes start, file.read_range(0, std::min<std::uint64_t>(file.size(), deb_magic.size())));
    if (as_text(start).starts_with(rpm_magic)) return PackageType::rpm;
    if (as_text(start) == deb_magic) return PackageType::deb;
    return fail(Code::archive_malformed, file.shown() + " is neither an rpm nor a deb by its first bytes");
}

Result<Package> read_package(const PackageFile& file) {
    MME_TRY(const PackageType type, identify(file));
    return type == PackageType::rpm ? read_rpm(file) : read_deb(file);
}

}  // namespace mme
