// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>

#include "libverify/io/descriptor_limit.h"
#include "tools/mmemanifest/command/set_options.h"
#include "tools/mmemanifest/report/run_report.h"

namespace mme {

/// A set scanned and judged: the items in the order of the packages, and the report about them.
struct ScanRun {
    std::unique_ptr<DescriptorLimit> room;  ///< every package of the set stays open
    Unpacker unpacker;
    std::vector<SetItem> items;
    RunReport report;
};

/// What to scan, with what, and what it has to satisfy.
struct ScanOrder {
    std::string command;
    std::vector<std::string> packages;
    std::vector<std::string> engines;
    UnpackLimits limits;
    SetOptions set;
    bool keep_going = true;
};

/// Scans and judges. Errors: of opening engines and cache.
Result<ScanRun> scan_and_judge(const ScanOrder& order, const GateRules& rules);

}  // namespace mme
