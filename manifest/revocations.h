// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifest/model.h"
#include "manifest/result.h"

namespace mme {

inline constexpr std::string_view revocations_format = "mme-revocations/1";
inline constexpr std::size_t max_revocations_bytes = std::size_t{16} << 20U;

/// What one engine found in a package after it was published.
struct LaterDetection {
    std::string engine;
    std::string engine_version;
    std::string database_version;
    Timestamp database_date;
    std::string path;  ///< inside the package, as scan reports name it
    std::string name;

    bool operator==(const LaterDetection&) const = default;
};

struct WithdrawnPackage {
    Sha256 content_id;
    Identity identity;  ///< for people; the content id decides
    Timestamp found;    ///< when it became known
    std::string reason;
    std::vector<LaterDetection> detections;  ///< may be empty where a person withdrew it

    bool operator==(const WithdrawnPackage&) const = default;
};

struct WithdrawnKey {
    std::string fingerprint;  ///< primary key, upper-case hexadecimal
    Timestamp found;
    std::string reason;

    bool operator==(const WithdrawnKey&) const = default;
};

/// A list of what was withdrawn, `mme-revocations/1` (SPEC.md section 11). Whoever may read it as true
/// has verified its signature before.
struct Revocations {
    std::string list;          ///< names the series in which `serial` grows
    std::uint64_t serial = 0;  ///< from 1
    Timestamp issued;
    std::vector<WithdrawnPackage> packages;
    std::vector<WithdrawnKey> keys;

    bool operator==(const Revocations&) const = default;
};

/// Errors: policy-malformed, naming line, column and key.
Result<Revocations> parse_revocations(std::string_view text);

/// The list as TOML. parse_revocations(write_revocations(r)) equals r for every r that
/// parse_revocations can return.
std::string write_revocations(const Revocations& revocations);

}  // namespace mme
