// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/scan.h"

#include <algorithm>
#include <future>

#include "tools/mmemanifest/scan/gaps.h"
#include "tools/mmemanifest/scan/lane.h"
#include "tools/mmemanifest/scan/progress.h"
#include "tools/mmemanifest/unpack/unpack.h"

namespace mme {
namespace {

// At the same time, since an engine that scans a whole folder begins when it has every file.
std::vector<Scan> finish_all(const std::vector<std::unique_ptr<Lane>>& lanes) {
    std::vector<std::future<Scan>> reports;
    for (const auto& lane : lanes)
        reports.push_back(std::async(std::launch::async, [&lane] { return lane->finish(); }));
    std::vector<Scan> all;
    for (auto& report : reports) all.push_back(report.get());
    return all;
}

}  // namespace

bool all_clean(const std::vector<Scan>& scans) {
    return !scans.empty() && std::all_of(scans.begin(), scans.end(),
                                         [](const Scan& scan) { return scan.result == ScanResult::clean; });
}

Result<ScannedPackage> scan_package(const std::filesystem::path& path,
                                    const std::vector<std::unique_ptr<Engine>>& engines,
                                    const UnpackLimits& limits) {
    MME_TRY(auto file, PackageFile::open(path));
    if (file.size() == 0)
        return fail(Code::archive_malformed, path.string() + " is empty; wanted an rpm or deb");
    MME_TRY(auto package, read_package(file));
    std::vector<std::unique_ptr<Lane>> lanes;
    for (const auto& engine : engines) lanes.push_back(std::make_unique<Lane>(*engine));
    Progress progress(path.filename().string());
    MME_TRY(auto found, unpack(file, package, limits, [&](std::shared_ptr<const SpooledFile> one) -> Status {
                progress.add(one->size);
                for (auto& lane : lanes) lane->offer(one);
                return Done{};
            }));
    ScannedPackage scanned{
        path, std::move(file), std::move(package), std::move(found.files), std::move(found.containers), {}};
    for (auto& report : finish_all(lanes)) scanned.scans.push_back(with_gaps(report, found.gaps, limits));
    // The parts are hashed again, so that a file changed while it was unpacked cannot carry the report.
    MME_TRY(const auto after, read_package(scanned.file));
    if (after.content_id != scanned.package.content_id)
        return fail(Code::archive_malformed, path.string() + " changed while it was scanned; scan it again");
    return scanned;
}

}  // namespace mme
