// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/file_engine.h"

#include <exception>

#include "tools/mmemanifest/engine/file_queue.h"

namespace mme {
namespace {

FileAnswer answer_of(const FileEngine& engine, const SpooledFile& file, const EngineFacts& stated) noexcept {
    try {
        return engine.scan(file, stated);
    } catch (const std::exception& error) {
        return {FileState::not_scanned, error.what()};
    } catch (...) {
        return {FileState::not_scanned, {}};
    }
}

class FileSession final : public Session {
  public:
    FileSession(const FileEngine& engine, EngineFacts stated)
        : engine_(engine),
          stated_(std::move(stated)),
          queue_(engine.threads(),
                 [this](auto index, auto& file) { put(index, answer_of(engine_, file, stated_)); }) {}

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
    std::mutex mutex_;
    std::vector<FileAnswer> answers_;
    FileQueue queue_;  // last: its threads use the rest
};

}  // namespace

std::unique_ptr<Session> FileEngine::open_session(const EngineFacts& stated) const {
    return std::make_unique<FileSession>(*this, stated);
}

}  // namespace mme
