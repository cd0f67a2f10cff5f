// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/profile_engine.h"

#include <algorithm>

#include "libverify/digest/hasher.h"
#include "libverify/process/run_command.h"
#include "tools/mmemanifest/engine/file_queue.h"
#include "tools/mmemanifest/engine/profile_facts.h"
#include "tools/mmemanifest/engine/profile_output.h"
#include "tools/mmemanifest/engine/scan_folder.h"
#include "tools/mmemanifest/engine/supervised_command.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

constexpr std::chrono::seconds max_asking{120};

std::string replaced(std::string word, const std::string& name, const std::string& value) {
    for (auto at = word.find(name); at != std::string::npos; at = word.find(name, at + value.size()))
        word.replace(at, name.size(), value);
    return word;
}

Command command_for(const Profile& profile, const ScanFolder& folder) {
    Command command;
    command.arguments = profile.command;
    command.environment = profile.environment;
    command.working_directory = folder.top();
    command.timeout = profile.timeout;
    command.max_output_bytes = profile.max_output_bytes;
    command.stop = interrupted;
    for (auto& word : command.arguments)
        word = replaced(replaced(word, "{folder}", folder.files()), "{empty}", folder.empty());
    return command;
}

std::string settings_of(const Profile& profile) {
    std::string text = "command";
    for (const auto& word : profile.command) text += ' ' + word;
    return reportable(text + "; timeout-seconds=" + std::to_string(profile.timeout.count()));
}

class FolderSession final : public Session {
  public:
    FolderSession(const Profile& profile, const PackageTime& time)
        : profile_(profile),
          time_(time),
          folder_(ScanFolder::make()),
          copying_(1, [this](std::size_t, const SpooledFile& file) { copy(file); }) {}

    void offer(std::shared_ptr<const SpooledFile> file) override { copying_.offer(std::move(file)); }
    std::vector<FileAnswer> finish() override;

  private:
    void copy(const SpooledFile& file) noexcept;
    [[nodiscard]] std::string reason_to_stop() const;
    std::vector<FileAnswer> scan(const ScanFolder& folder) const;

    const Profile& profile_;
    PackageTime time_;
    Result<ScanFolder> folder_;
    std::string problem_;  ///< the first of a copy
    FileQueue copying_;    // last: its thread uses the rest
};

/// Empty while there is none.
std::string FolderSession::reason_to_stop() const {
    if (interrupted()) return "interrupted by a signal";
    return time_.is_over() ? time_is_over(time_) : "";
}

void FolderSession::copy(const SpooledFile& file) noexcept {
    try {
        if (!folder_ || !problem_.empty()) return;
        problem_ = reason_to_stop();
        if (!problem_.empty()) return;
        if (const auto copied = folder_->add(file); !copied) problem_ = copied.error().text();
    } catch (const std::exception& error) {
        problem_ = error.what();
    }
}

std::vector<FileAnswer> FolderSession::scan(const ScanFolder& folder) const {
    Command command = command_for(profile_, folder);
    command.timeout = std::min(command.timeout, time_.left());
    const auto outcome = run_supervised(command);
    if (!outcome) return {folder.count(), {FileState::not_scanned, outcome.error().text()}};
    auto answers = judge_output(profile_, *outcome, folder.count(),
                                [&folder](std::string_view path) { return folder.index_of(path); });
    for (std::size_t index = 0; index < answers.size(); ++index)
        if (answers[index].state == FileState::clean)
            if (auto change = folder.change_of(index); !change.empty())
                answers[index] = {FileState::not_scanned, std::move(change)};
    const bool late = outcome->end == Outcome::End::timed_out && time_.is_over();
    for (auto& answer : answers)
        if (late && answer.state == FileState::not_scanned) answer.text = time_is_over(time_);
    return answers;
}

std::vector<FileAnswer> FolderSession::finish() {
    const std::size_t files = copying_.finish();
    const std::string problem = folder_ ? problem_ : folder_.error().text();
    if (!problem.empty()) return {files, {FileState::not_scanned, problem}};
    if (files == 0) return {};
    const ScanFolder used = std::move(folder_).value();  // its copies go when they are scanned
    return scan(used);
}

class ProfileEngine final : public Engine {
  public:
    explicit ProfileEngine(Profile profile) : profile_(std::move(profile)) {}

    Status open() {
        MME_TRY(facts_, ask_facts({}));
        return Done{};
    }

    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }

    [[nodiscard]] Result<EngineFacts> ask_facts(const PackageTime& time) const override {
        const std::chrono::milliseconds most = std::min(profile_.timeout, max_asking);
        MME_TRY(auto facts, ask_profile_facts(profile_, std::min(most, time.left())));
        facts.settings = settings_of(profile_);
        return facts;
    }

    /// A scanner that was replaced may state the same of itself.
    [[nodiscard]] std::optional<std::string> beyond_facts() const override {
        const auto program = PackageFile::open(profile_.command.front());
        if (!program) return std::nullopt;
        const auto digest = sha256_of_range(*program, 0, program->size());
        if (!digest) return std::nullopt;
        return "profile " + profile_.sha256.hex() + " program " + digest->hex();
    }

    [[nodiscard]] std::unique_ptr<Session> open_session(const EngineFacts& /*stated*/,
                                                        const PackageTime& time) const override {
        return std::make_unique<FolderSession>(profile_, time);
    }

  private:
    Profile profile_;
    EngineFacts facts_;
};

}  // namespace

Result<std::unique_ptr<Engine>> open_profile(Profile profile, std::optional<std::chrono::seconds> timeout) {
    profile.timeout = timeout.value_or(profile.timeout);
    auto engine = std::make_unique<ProfileEngine>(std::move(profile));
    MME_CHECK(engine->open());
    return std::unique_ptr<Engine>(std::move(engine));
}

}  // namespace mme
