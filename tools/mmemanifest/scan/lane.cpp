// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/scan/lane.h"

#include <chrono>
#include <exception>

namespace mme {
namespace {

constexpr std::size_t queue_length = 16;

Timestamp now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

FileAnswer answer_of(const Engine& engine, const SpooledFile& file) {
    try {
        return engine.scan(file.descriptor.get(), file.size);
    } catch (const std::exception& error) {
        return {FileState::not_scanned, error.what()};
    }
}

}  // namespace

ScanResult result_of(const Scan& report) {
    if (!report.detections.empty()) return ScanResult::infected;
    const bool complete = report.files_offered > 0 && report.files_scanned == report.files_offered &&
                          report.bytes_scanned == report.bytes_offered && report.skipped.empty();
    return complete ? ScanResult::clean : ScanResult::inconclusive;
}

Lane::Lane(const Engine& engine) : engine_(engine) {
    const EngineFacts& facts = engine.facts();
    report_.engine = facts.title;
    report_.engine_version = facts.version;
    report_.database_version = facts.database_version;
    report_.database_date = facts.database_date;
    if (!facts.settings.empty()) report_.settings = facts.settings;
    report_.started = now();
    thread_ = std::thread([this] { work(); });
}

Lane::~Lane() {
    close();
}

void Lane::offer(std::shared_ptr<const SpooledFile> file) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return queue_.size() < queue_length; });
    queue_.push_back(std::move(file));
    changed_.notify_all();
}

Scan Lane::finish() {
    close();
    report_.finished = now();
    report_.result = result_of(report_);
    return report_;
}

void Lane::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::shared_ptr<const SpooledFile> Lane::next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !queue_.empty(); });
    if (queue_.empty()) return nullptr;
    auto file = std::move(queue_.front());
    queue_.pop_front();
    changed_.notify_all();
    return file;
}

void Lane::work() {
    while (const auto file = next()) scan_one(*file);
}

void Lane::scan_one(const SpooledFile& file) {
    ++report_.files_offered;
    report_.bytes_offered += file.counted;
    const FileAnswer answer = answer_of(engine_, file);
    if (answer.state == FileState::not_scanned) {
        report_.skipped.push_back({file.path, answer.text});
        return;
    }
    ++report_.files_scanned;
    report_.bytes_scanned += file.counted;
    if (answer.state == FileState::infected) report_.detections.push_back({file.path, answer.text});
}

}  // namespace mme
