// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tools/mmemanifest/report/gate.h"

namespace mme {

/// clean: nothing against it. refused: remarks say why. unchecked: it could not be read or scanned.
/// not_reached: the run ended before its turn.
enum class PackageState { clean, refused, unchecked, not_reached };
std::string_view word(PackageState state) noexcept;

/// What a run found out about one package.
struct PackageReport {
    std::string package;  ///< path as it was given
    PackageState state = PackageState::not_reached;
    std::optional<Identity> identity;
    std::optional<Sha256> content_id;
    std::vector<Remark> remarks;
    std::vector<Scan> scans;
};

/// One run of a command, for people and machines, also when it was refused (mmemanifest(1)).
struct RunReport {
    std::string command;  ///< "seal"
    std::vector<PackageReport> packages;

    [[nodiscard]] bool any(PackageState state) const noexcept;
    [[nodiscard]] bool all_clean() const noexcept;
};

/// A refused package as a packager reads it: a line for each remark, with its code.
std::string remarks_text(const PackageReport& package);

/// The whole report: text, or JSON of format "mme-report/1".
std::string report_text(const RunReport& report);
std::string report_json(const RunReport& report);

/// Writes it, JSON if the name ends in ".json", under another name first. Errors: internal-error.
Status save_report(const RunReport& report, const std::filesystem::path& file);

}  // namespace mme
