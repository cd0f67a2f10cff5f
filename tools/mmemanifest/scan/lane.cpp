// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/lane.h"

#include <algorithm>
#include <chrono>

namespace mme {
namespace {

/// A report names so many of a kind, so that it does not grow with the package.
constexpr std::size_t most_named = 1000;

template <class T>
void name_one(std::vector<T>& list, std::uint64_t& more, T one) {
    if (list.size() < most_named)
        list.push_back(std::move(one));
    else
        ++more;
}

Timestamp now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Result<EngineFacts> stated_by(const Engine& engine, const PackageTime& time) {
    auto facts = engine.ask_facts(time);
    if (!facts && time.is_over()) return fail(Code::internal_error, time_is_over(time));
    if (!facts) return facts;
    MME_CHECK(check_facts(*facts));
    return facts;
}

std::string change(const EngineFacts& before, const EngineFacts& after) {
    if (before.database_version != after.database_version)
        return "database changed from " + before.database_version + " to " + after.database_version +
               " during the scan";
    if (before.version != after.version)
        return "engine changed from " + before.version + " to " + after.version + " during the scan";
    if (before != after) return "what the engine states of itself changed during the scan";
    return {};
}

}  // namespace

ScanResult result_of(const Scan& report) {
    if (!report.detections.empty()) return ScanResult::infected;
    const bool complete = report.files_offered > 0 && report.files_scanned == report.files_offered &&
                          report.bytes_scanned == report.bytes_offered && report.skipped.empty();
    return complete ? ScanResult::clean : ScanResult::inconclusive;
}

Lane::Lane(const Engine& engine, const PackageTime& time)
    : engine_(engine), time_(time), before_(stated_by(engine, time)) {
    const EngineFacts& facts = before_ ? *before_ : engine.facts();
    report_.engine = facts.title;
    report_.engine_version = facts.version;
    report_.database_version = facts.database_version;
    report_.database_date = facts.database_date;
    if (!facts.settings.empty()) report_.settings = facts.settings;
    report_.started = now();
    if (before_) session_ = engine.open_session(*before_, time_);
}

void Lane::offer(std::shared_ptr<const SpooledFile> file) {
    offered_.push_back({file->path, file->counted});
    ++report_.files_offered;
    report_.bytes_offered += file->counted;
    if (session_) session_->offer(std::move(file));
}

Scan Lane::finish() {
    const auto answers = session_ ? session_->finish() : std::vector<FileAnswer>{};
    report_.finished = std::max(now(), report_.started);
    count(answers);
    name_the_rest();
    if (const auto reason = objection(answers.size()); !reason.empty()) discount(reason);
    report_.result = result_of(report_);
    return report_;
}

std::string Lane::objection(std::size_t answers) const {
    if (!before_) return before_.error().text();
    if (answers != offered_.size())
        return "the engine answered for " + std::to_string(answers) + " of " +
               std::to_string(offered_.size()) + " files";
    const auto after = stated_by(engine_, time_);
    return after ? change(*before_, *after) : after.error().text();
}

void Lane::count(const std::vector<FileAnswer>& answers) {
    const std::size_t common = std::min(answers.size(), offered_.size());
    for (std::size_t i = 0; i < common; ++i) count_one(offered_[i], answers[i]);
}

void Lane::count_one(const Offered& file, const FileAnswer& answer) {
    if (answer.state == FileState::not_scanned) {
        const bool silent = answer.text.empty();
        name_one<Skipped>(report_.skipped, more_skipped_,
                          {file.path, silent ? "the engine gave no answer" : reportable(answer.text)});
        return;
    }
    ++report_.files_scanned;
    report_.bytes_scanned += file.bytes;
    if (answer.state == FileState::infected)
        name_one<Detection>(report_.detections, more_detections_, {file.path, reportable(answer.text)});
}

void Lane::name_the_rest() {
    if (more_skipped_ > 0)
        report_.skipped.push_back({"(more)", std::to_string(more_skipped_) + " more files were not scanned"});
    if (more_detections_ > 0)
        report_.detections.push_back({"(more)", std::to_string(more_detections_) + " more detections"});
}

// A detection stays: whichever database made it, it has to be looked at.
void Lane::discount(const std::string& reason) {
    report_.files_scanned = 0;
    report_.bytes_scanned = 0;
    const std::string path = offered_.empty() ? "package" : offered_.front().path;
    report_.skipped.insert(report_.skipped.begin(), {path, reportable(reason)});
}

}  // namespace mme
