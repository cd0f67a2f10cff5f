// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/scan.h"

#include <algorithm>
#include <future>

#include "tools/mmemanifest/package/package_answer.h"
#include "tools/mmemanifest/scan/gaps.h"
#include "tools/mmemanifest/scan/lane.h"
#include "tools/mmemanifest/set/interrupt.h"

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

using SharedFile = std::shared_ptr<const SpooledFile>;

/// The same file; when the engine lets go of it, it is through with it.
SharedFile watched(SharedFile file, const Engine& engine, ScanWatch& watch) {
    const SpooledFile* seen = file.get();
    return {seen, [held = std::move(file), &engine, &watch](const SpooledFile* one) mutable {
                watch.answered(engine, one->size);
                held.reset();
            }};
}

}  // namespace

bool all_clean(const std::vector<Scan>& scans) {
    return !scans.empty() && std::all_of(scans.begin(), scans.end(),
                                         [](const Scan& scan) { return scan.result == ScanResult::clean; });
}

Result<ScannedPackage> open_package(const std::filesystem::path& path, const Unpacker& unpacker,
                                    const PackageTime& time) {
    MME_TRY(auto file, PackageFile::open(path));
    if (file.size() == 0)
        return fail(Code::archive_malformed, path.string() + " is empty; wanted an rpm or deb");
    MME_TRY(auto package, unpacker.reader().read(file, time));
    return ScannedPackage{path, std::move(file), std::move(package), {}, {}, {}};
}

Status scan_package(ScannedPackage& scanned, const std::vector<const Engine*>& engines,
                    const ScanTerms& terms) {
    ScanWatch& watch = terms.watch;
    std::vector<std::unique_ptr<Lane>> lanes;
    for (const Engine* engine : engines) lanes.push_back(std::make_unique<Lane>(*engine, terms.time));
    watch.begun(engines);
    const Offer offer = [&](const SharedFile& one) -> Status {
        MME_CHECK(watch.offered(one->size));
        for (std::size_t i = 0; i < lanes.size(); ++i) lanes[i]->offer(watched(one, *engines[i], watch));
        return Done{};
    };
    MME_TRY(auto found,
            terms.unpacker.unpack(scanned.file, scanned.package, terms.limits, terms.time, offer));
    scanned.files = std::move(found.files);
    scanned.containers = std::move(found.containers);
    scanned.scans.clear();
    for (auto& report : finish_all(lanes))
        scanned.scans.push_back(with_gaps(report, found.gaps, terms.limits, terms.unpacker.layers()));
    MME_CHECK(check_not_interrupted());  // engines that were stopped have not judged the package
    // The parts are hashed again, so that a file changed while it was unpacked cannot carry the report.
    return check_part_digests(scanned.file, scanned.package);
}

}  // namespace mme
