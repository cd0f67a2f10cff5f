// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "manifest/model.h"
#include "tools/mmemanifest/engine/engine.h"

namespace mme {

/// One engine's way through one package: what it stated before, its answers, what it stated after. What has
/// no answer when `time` is over was not scanned.
class Lane {
  public:
    explicit Lane(const Engine& engine, const PackageTime& time = {});

    void offer(std::shared_ptr<const SpooledFile> file);
    /// Waits until every file offered has its answer and gives the report. An engine that cannot
    /// state its version and database, or states others after the scan than before, scanned nothing.
    Scan finish();

  private:
    struct Offered {
        std::string path;
        std::uint64_t bytes;  ///< as the report counts them
    };

    void count(const std::vector<FileAnswer>& answers);
    void count_one(const Offered& file, const FileAnswer& answer);
    /// Why none of the answers counts; empty if they do.
    std::string objection(std::size_t answers) const;
    void discount(const std::string& reason);
    void name_the_rest();

    const Engine& engine_;
    PackageTime time_;
    Result<EngineFacts> before_;
    std::unique_ptr<Session> session_;
    std::vector<Offered> offered_;
    Scan report_;
    std::uint64_t more_skipped_ = 0;     ///< beyond those that are named
    std::uint64_t more_detections_ = 0;  ///< likewise
};

/// The result that a report's counts, detections and skipped files allow: clean only if there was
/// something to scan and all of it was scanned.
ScanResult result_of(const Scan& report);

}  // namespace mme
