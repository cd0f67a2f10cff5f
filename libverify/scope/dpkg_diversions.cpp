// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/dpkg_diversions.h"

#include <sys/stat.h>

#include <cerrno>
#include <sstream>

#include "libverify/io/package_file.h"

namespace mme {
namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{16} << 20U;

}  // namespace

Result<DpkgDiversions> DpkgDiversions::read(const std::string& root) {
    const std::string path = root + "/var/lib/dpkg/diversions";
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR)) return DpkgDiversions{};
    MME_TRY(const auto file, PackageFile::open(path));
    if (file.size() > most_bytes)
        return fail(Code::internal_error,
                    path + " has " + std::to_string(file.size()) + " bytes, at most 16 MiB are read");
    MME_TRY(const Bytes bytes, file.read_range(0, file.size()));
    DpkgDiversions read;
    std::istringstream lines{std::string(as_text(bytes))};
    for (std::string from; std::getline(lines, from);) {
        Diversion diversion;
        if (!std::getline(lines, diversion.to) || !std::getline(lines, diversion.package))
            return fail(Code::internal_error, path + " ends inside a diversion of '" + from + "'");
        read.diversions_.insert_or_assign(from, std::move(diversion));
    }
    return read;
}

std::optional<std::string> DpkgDiversions::find(const std::string& path, const std::string& package) const {
    const auto found = diversions_.find(path);
    if (found == diversions_.end() || found->second.package == package) return std::nullopt;
    return found->second.to;
}

}  // namespace mme
