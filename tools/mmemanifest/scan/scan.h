// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "libverify/package/package.h"
#include "tools/mmemanifest/engine/engine.h"
#include "tools/mmemanifest/scan/unpacker.h"
#include "tools/mmemanifest/scan/watch.h"
#include "tools/mmemanifest/unpack/limits.h"

namespace mme {

/// A package and what every engine said of it.
struct ScannedPackage {
    std::filesystem::path path;
    PackageFile file;  ///< the descriptor that was hashed and unpacked
    Package package;
    std::vector<FileEntry> files;       ///< a deb's inventory
    std::vector<Container> containers;  ///< files that held files
    std::vector<Scan> scans;            ///< in the order of the engines
};

/// A package opened, and read in a process of its own, before any scan. Errors: of PackageFile::open and
/// PackageReader::read; archive-malformed for an empty file.
Result<ScannedPackage> open_package(const std::filesystem::path& path, const Unpacker& unpacker,
                                    const PackageTime& time);

/// How one package is scanned.
struct ScanTerms {
    const Unpacker& unpacker;
    UnpackLimits limits;
    PackageTime time;  ///< begun when work on the package began
    ScanWatch& watch;
};

/// Unpacks the package once and gives each file to all engines at the same time, each in a thread of
/// its own; replaces the reports that are there. What could not be unpacked makes every result
/// inconclusive, and so does what was neither unpacked nor scanned when the time is over. A package
/// whose bytes change meanwhile is archive-malformed.
Status scan_package(ScannedPackage& scanned, const std::vector<const Engine*>& engines,
                    const ScanTerms& terms);

/// Whether there is a scan and every one is clean.
bool all_clean(const std::vector<Scan>& scans);

}  // namespace mme
