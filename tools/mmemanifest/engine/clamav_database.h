// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>

#include "manifest/result.h"
#include "manifest/sha256.h"
#include "manifest/timestamp.h"

namespace mme {

/// What the files of a ClamAV database directory say of themselves.
struct ClamavDatabase {
    std::string version;  ///< "daily 27810, main 62"; loose files: "sha256:..." over the sorted set
    Sha256 content;       ///< over the names and whole contents of all its files
    Timestamp date;       ///< of the newest daily, else of the newest file

    bool operator==(const ClamavDatabase&) const = default;
};

/// Reads the 512-byte headers of every cvd, cld and cud file, and hashes all files: a header does not say
/// what follows it.
/// Errors: internal-error if the directory is missing, unreadable or without any database.
Result<ClamavDatabase> read_clamav_database(const std::filesystem::path& directory);

}  // namespace mme
