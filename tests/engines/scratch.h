// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <string>

#include "tools/mmemanifest/scan/lane.h"

namespace mme {

/// A private folder that goes with its owner.
class Scratch {
  public:
    Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch();

    [[nodiscard]] std::string path(const std::string& name = {}) const { return (folder_ / name).string(); }
    std::string write(const std::string& name, const std::string& content, unsigned mode = 0644) const;

  private:
    std::filesystem::path folder_;
};

/// A small real ClamAV database in scratch/NAME: daily.cud of that version, which knows the EICAR
/// pattern wherever it stands, or `pattern` if one is given.
std::string make_clamav_database(const Scratch& scratch, const std::string& name, int version,
                                 const std::string& pattern = {});

/// The engine of an --engine option; the test stops without one.
std::unique_ptr<Engine> engine_named(const std::string& option);

/// Scans one file as a package would be.
Scan scan_file(const Engine& engine, const std::string& content);

}  // namespace mme
