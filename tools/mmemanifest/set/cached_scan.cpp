// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/set/cached_scan.h"

#include <algorithm>
#include <chrono>

#include "libverify/digest/hasher.h"
#include "tools/mmemanifest/seal/compose.h"
#include "tools/mmemanifest/set/cache_key.h"

namespace mme {
namespace {

/// One engine's place in the report.
struct Slot {
    const Engine* engine = nullptr;
    std::optional<EngineFacts> facts;  ///< nothing: it cannot state them, so nothing is looked up or kept
    Sha256 key;
    std::optional<CacheEntry> kept;
};

bool is_by(const Scan& scan, const EngineFacts& facts) {
    return scan.engine == facts.title && scan.engine_version == facts.version &&
           scan.database_version == facts.database_version && scan.database_date == facts.database_date;
}

/// The key covers all of this; an entry is still only believed if its own words agree.
bool fits(const CacheEntry& entry, const Package& package, const EngineFacts& facts) {
    return entry.package.content_id == package.content_id && entry.package.identity == package.identity &&
           is_by(entry.scan, facts) && entry.scan.skipped.empty() &&
           entry.scan.finished <= std::chrono::system_clock::now();
}

Slot look_up(const ScanCache& cache, const Package& package, const ScanSubject& subject, const Engine& engine,
             const PackageTime& time) {
    Slot slot{&engine, {}, {}, {}};
    auto facts = engine.ask_facts(time);
    const auto beyond = engine.beyond_facts();
    if (!facts || !check_facts(*facts) || !beyond) return slot;
    slot.key = cache_key(subject, *facts, *beyond);
    slot.kept = cache.find(slot.key);
    if (slot.kept && !fits(*slot.kept, package, *facts)) slot.kept.reset();
    slot.facts = std::move(facts).value();
    return slot;
}

std::vector<const Engine*> engines_without_report(const std::vector<Slot>& slots) {
    std::vector<const Engine*> engines;
    for (const auto& slot : slots)
        if (!slot.kept) engines.push_back(slot.engine);
    return engines;
}

/// Scans what is missing and puts all reports in the order of the engines.
Status complete(ScannedPackage& scanned, const std::vector<Slot>& slots, const ScanTerms& terms) {
    const auto missing = engines_without_report(slots);
    if (missing.empty()) {
        scanned.files = slots.front().kept->package.files;
        scanned.containers = slots.front().kept->package.containers;
    } else {
        MME_CHECK(scan_package(scanned, missing, terms));
    }
    auto fresh = scanned.scans.begin();
    std::vector<Scan> all;
    for (const auto& slot : slots) all.push_back(slot.kept ? slot.kept->scan : *fresh++);
    scanned.scans = std::move(all);
    return Done{};
}

bool offered_the_same(const std::vector<Scan>& scans) {
    return std::all_of(scans.begin(), scans.end(), [&](const Scan& scan) {
        return scan.files_offered == scans.front().files_offered &&
               scan.bytes_offered == scans.front().bytes_offered;
    });
}

bool worth_keeping(const Slot& slot, const Scan& scan) {
    return !slot.kept && slot.facts && is_by(scan, *slot.facts) && scan.skipped.empty() &&
           scan.result != ScanResult::inconclusive;
}

Status keep(const ScanStore& store, const ScannedPackage& scanned, const std::vector<Slot>& slots) {
    const PackageSection section = section_of(scanned);
    for (std::size_t i = 0; i < slots.size(); ++i)
        if (worth_keeping(slots[i], scanned.scans[i]))
            MME_CHECK(store.cache.record(slots[i].key, {section, scanned.scans[i]}));
    return Done{};
}

Result<Sha256> digest_of(const PackageFile& file) {
    return sha256_of_range(file, 0, file.size());
}

}  // namespace

Status scan_with_cache(const ScanStore& store, ScannedPackage& scanned,
                       const std::vector<const Engine*>& engines, const ScanTerms& terms) {
    MME_TRY(const Sha256 file, digest_of(scanned.file));
    const ScanSubject subject{store.program, scanned.package.content_id, file, settings_text(terms.limits)};
    std::vector<Slot> slots;
    for (const Engine* engine : engines)
        slots.push_back(look_up(store.cache, scanned.package, subject, *engine, terms.time));
    MME_CHECK(complete(scanned, slots, terms));
    if (!offered_the_same(scanned.scans)) {
        for (auto& slot : slots) slot.kept.reset();
        MME_CHECK(complete(scanned, slots, terms));
    }
    MME_TRY(const Sha256 after, digest_of(scanned.file));
    return after == file ? keep(store, scanned, slots) : Status(Done{});
}

}  // namespace mme
