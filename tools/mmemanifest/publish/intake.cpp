// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/publish/intake.h"

#include "libverify/digest/hasher.h"
#include "libverify/embed/output.h"
#include "libverify/package/package.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

Status copy_one(const std::string& from, const fs::path& to) {
    MME_TRY(const auto file, PackageFile::open(from));
    return write_through(
        to, [&](Output& output) { return output.copy(file, 0, file.size()); },
        [](const fs::path&) -> Status { return Done{}; });
}

Result<Sha256> digest_of(const fs::path& path) {
    MME_TRY(const auto file, PackageFile::open(path));
    return sha256_of_range(file, 0, file.size());
}

}  // namespace

Result<std::vector<Candidate>> copy_in(const std::vector<std::string>& packages, const fs::path& folder) {
    std::vector<Candidate> candidates;
    for (const auto& package : packages) {
        const fs::path copy = folder / fs::path(package).filename();
        MME_CHECK(copy_one(package, copy));
        candidates.push_back({package, copy});
    }
    return candidates;
}

Result<PackageType> type_of_all(const std::vector<Candidate>& candidates) {
    std::optional<PackageType> type;
    for (const auto& one : candidates) {
        MME_TRY(const auto file, PackageFile::open(one.copy));
        auto found = identify(file);
        if (!found) return std::move(found).error().during("in " + one.given);
        if (type && *type != *found)
            return fail(Code::internal_error, "rpm and deb packages cannot go into one repository");
        type = *found;
    }
    if (type) return *type;
    return fail(Code::internal_error, "there is nothing to publish");
}

Result<std::string> objection_to_names(const std::vector<Candidate>& candidates, const fs::path& repository) {
    for (const auto& one : candidates) {
        const fs::path there = repository / one.copy.filename();
        std::error_code error;
        if (!fs::exists(there, error)) continue;
        MME_TRY(const auto old_digest, digest_of(there));
        MME_TRY(const auto new_digest, digest_of(one.copy));
        if (old_digest != new_digest)
            return one.copy.filename().string() + " is published already, with other bytes";
    }
    return std::string{};
}

}  // namespace mme
