// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/file_engine.h"

#include <exception>

#include "tools/mmemanifest/engine/file_queue.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

/// What is given up at the end of the time is given up for that reason, whatever the engine made of it.
FileAnswer answer_in_time(const FileEngine& engine, const SpooledFile& file, const EngineFacts& stated,
                          const PackageTime& time) {
    if (interrupted()) return {FileState::not_scanned, "interrupted by a signal"};
    FileAnswer answer;
    if (!time.is_over()) answer = engine.scan(file, stated, time);
    if (answer.state == FileState::not_scanned && time.is_over()) answer.text = time_is_over(time);
    return answer;
}

FileAnswer answer_of(const FileEngine& engine, const SpooledFile& file, const EngineFacts& stated,
                     const PackageTime& time) noexcept {
    try {
        return answer_in_time(engine, file, stated, time);
    } catch (const std::exception& error) {
        return {FileState::not_scanned, error.what()};
    } catch (...) {
        return {FileState::not_scanned, {}};
    }
}

class FileSession final : public Session {
  public:
    FileSession(const FileEngine& engine, EngineFacts stated, const PackageTime& time)
        : engine_(engine),
          stated_(std::move(stated)),
          time_(time),
          queue_(engine.threads(),
                 [this](auto index, auto& file) { put(index, answer_of(engine_, file, stated_, time_)); }) {}

    void offer(std::shared_ptr<const SpooledFile> file) override {
        {
            // The place is made here, so that a file without an answer stays not_scanned.
            const std::lock_guard lock(mutex_);
            answers_.emplace_back();
        }
        queue_.offer(std::move(file));
    }

    std::vector<FileAnswer> finish() override {
        queue_.finish();
        return std::move(answers_);
    }

  private:
    void put(std::size_t index, FileAnswer answer) {
        const std::lock_guard lock(mutex_);
        answers_[index] = std::move(answer);
    }

    const FileEngine& engine_;
    EngineFacts stated_;
    PackageTime time_;
    std::mutex mutex_;
    std::vector<FileAnswer> answers_;
    FileQueue queue_;  // last: its threads use the rest
};

}  // namespace

std::unique_ptr<Session> FileEngine::open_session(const EngineFacts& stated, const PackageTime& time) const {
    return std::make_unique<FileSession>(*this, stated, time);
}

}  // namespace mme
