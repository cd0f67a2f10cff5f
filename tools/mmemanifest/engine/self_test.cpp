// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/self_test.h"

#include <algorithm>

#include "tools/mmemanifest/engine/probe.h"
#include "tools/mmemanifest/engine/profile_engine.h"
#include "tools/mmemanifest/engine/scan_folder.h"
#include "tools/mmemanifest/scan/lane.h"

namespace mme {
namespace {

using Steps = std::vector<SelfTestStep>;
using enum SelfTestStep::Outcome;

constexpr const char* infected_path = "test/infected";

Status offer(Lane& lane, const std::string& path, const std::string& content) {
    MME_TRY(auto file, Spool().take_bytes(path, as_bytes(content)));
    lane.offer(std::make_shared<SpooledFile>(std::move(file)));
    return Done{};
}

Result<Scan> scan_test_files(const Engine& engine, bool with_eicar) {
    Lane lane(engine);
    MME_CHECK(offer(lane, "test/clean", "A file without any virus.\n"));
    MME_CHECK(offer(lane, "test/empty", ""));
    if (with_eicar) MME_CHECK(offer(lane, infected_path, eicar_pattern()));
    MME_CHECK(offer(lane, "test/last", "The last file.\n"));
    return lane.finish();
}

std::string summary(const Scan& scan) {
    std::string text = std::string(word(scan.result)) + ", " + std::to_string(scan.files_scanned) + " of " +
                       std::to_string(scan.files_offered) + " files";
    for (const auto& one : scan.detections) text += "; " + one.name + " in " + one.path;
    for (const auto& one : scan.skipped) text += "; " + one.path + ": " + one.reason;
    return text;
}

SelfTestStep step(const std::string& claim, const Result<Scan>& scan, bool (*holds)(const Scan&)) {
    if (!scan) return {claim, failed, scan.error().text()};
    return {claim, holds(*scan) ? passed : failed, summary(*scan)};
}

bool finds_the_one(const Scan& scan) {
    return scan.skipped.empty() && scan.detections.size() == 1 && scan.detections[0].path == infected_path;
}

SelfTestStep never_clean(const std::string& claim, const Result<std::unique_ptr<Engine>>& engine) {
    if (!engine) return {claim, passed, engine.error().text()};
    return step(claim, scan_test_files(**engine, false),
                [](const Scan& scan) { return scan.result != ScanResult::clean; });
}

SelfTestStep try_time_out(EngineChoice choice) {
    const std::string claim = "is not clean when its time is over";
    if (choice.kind == EngineKind::clamav || choice.kind == EngineKind::yara)
        return {claim, not_tried, "the time limit of an engine in the process is fixed"};
    choice.timeout = std::chrono::seconds(0);
    return never_clean(claim, open_engine(choice));
}

SelfTestStep try_profile_without_database(const EngineChoice& choice, const std::string& claim) {
    auto profile = load_profile(choice.source);
    if (!profile) return {claim, failed, profile.error().text()};
    if (profile->command_without_database.empty())
        return {claim, not_tried, "the profile has no [test] without-database"};
    profile->command = profile->command_without_database;
    return never_clean(claim, open_profile(std::move(*profile), choice.timeout));
}

SelfTestStep try_without_database(EngineChoice choice) {
    const std::string claim = "is not clean without a database";
    if (choice.kind == EngineKind::profile) return try_profile_without_database(choice, claim);
    if (choice.kind == EngineKind::clamd || choice.kind == EngineKind::icap)
        return {claim, not_tried, "a service's database cannot be taken away from outside"};
    const auto folder = ScanFolder::make();
    if (!folder) return {claim, failed, folder.error().text()};
    choice.source = folder->empty();
    return never_clean(claim, open_engine(choice));
}

std::string stated_by(const EngineFacts& facts) {
    return facts.title + " " + facts.version + ", database " + facts.database_version + " of " +
           to_rfc3339(facts.database_date);
}

}  // namespace

Steps test_engine(const EngineChoice& choice) {
    const std::string claim = "states its title, version, database and database date";
    const auto engine = open_engine(choice);
    if (!engine) return {{claim, failed, engine.error().text()}};
    Steps steps{{claim, passed, stated_by((*engine)->facts())}};
    steps.push_back(step("finds the EICAR test file among clean ones and names it",
                         scan_test_files(**engine, true), finds_the_one));
    steps.push_back(step("finds nothing in clean and empty files", scan_test_files(**engine, false),
                         [](const Scan& scan) { return scan.result == ScanResult::clean; }));
    steps.push_back(try_time_out(choice));
    steps.push_back(try_without_database(choice));
    return steps;
}

bool all_passed(const Steps& steps) {
    return !steps.empty() && std::none_of(steps.begin(), steps.end(),
                                          [](const SelfTestStep& one) { return one.outcome == failed; });
}

}  // namespace mme
