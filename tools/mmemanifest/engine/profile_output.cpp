// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/profile_output.h"

#include <charconv>

#include "tools/mmemanifest/engine/output_lines.h"

namespace mme {
namespace {

std::optional<Pattern::Groups> first_match(const std::vector<Pattern>& patterns, std::string_view line) {
    for (const auto& pattern : patterns)
        if (auto groups = pattern.find(line)) return groups;
    return std::nullopt;
}

// Reads the output line by line. `objection` is the first thing that makes the whole of it worthless.
class Reading {
  public:
    Reading(const OutputRules& rules, std::size_t files, const FindFile& find)
        : rules_(rules), find_(find), answers_(files), named_clean_(files) {}

    void read(std::string_view line);
    void object(std::string reason) {
        if (objection_.empty()) objection_ = std::move(reason);
    }
    void check_count();
    void check_exit(int code, const ExitMeaning& meaning);
    std::vector<FileAnswer> answers() &&;

  private:
    bool read_skipped(std::string_view line);
    bool read_detection(std::string_view line);
    bool read_clean(std::string_view line);
    bool read_count(std::string_view line);
    std::optional<std::size_t> file_of(const Pattern::Groups& groups, std::string_view line);
    FileAnswer final_answer(std::size_t index);

    const OutputRules& rules_;
    const FindFile& find_;
    std::vector<FileAnswer> answers_;
    std::vector<bool> named_clean_;
    std::size_t detections_ = 0;
    std::size_t skips_ = 0;
    std::optional<std::uint64_t> count_;
    std::string objection_;
};

std::optional<std::size_t> Reading::file_of(const Pattern::Groups& groups, std::string_view line) {
    const auto path = groups.find("path");
    const auto file = path == groups.end() ? std::nullopt : find_(path->second);
    if (!file) object("the scanner names no file of the package in " + in_quotes(line));
    return file;
}

bool Reading::read_skipped(std::string_view line) {
    const auto groups = first_match(rules_.skipped, line);
    if (!groups) return false;
    ++skips_;
    const auto reason = groups->find("reason");
    const auto file = file_of(*groups, line);
    if (file && answers_[*file].state != FileState::infected)
        answers_[*file].text = reason == groups->end() ? "skipped: " + in_quotes(line) : reason->second;
    return true;
}

// A detection in no file that can be told is one in the package, which is the first file offered.
bool Reading::read_detection(std::string_view line) {
    const auto groups = first_match(rules_.detections, line);
    if (!groups) return false;
    ++detections_;
    const auto file = file_of(*groups, line);
    if (!answers_.empty()) answers_[file.value_or(0)] = {FileState::infected, groups->at("name")};
    return true;
}

bool Reading::read_clean(std::string_view line) {
    const auto groups = first_match(rules_.clean, line);
    if (!groups) return false;
    if (const auto file = file_of(*groups, line)) named_clean_[*file] = true;
    return true;
}

bool Reading::read_count(std::string_view line) {
    const auto groups = rules_.file_count ? rules_.file_count->find(line) : std::nullopt;
    if (!groups) return false;
    const std::string& digits = groups->at("count");
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return false;
    count_ = value;
    return true;
}

void Reading::read(std::string_view line) {
    if (read_skipped(line) || read_detection(line) || read_clean(line) || read_count(line)) return;
    if (rules_.strict && objection_.empty() && !first_match(rules_.ignored, line))
        object("the profile does not know the scanner's line " + in_quotes(line));
}

void Reading::check_count() {
    if (!rules_.file_count) return;
    if (!count_) return object("the scanner does not say how many files it scanned");
    if (*count_ < answers_.size())
        object("the scanner says that it scanned " + std::to_string(*count_) + " files of " +
               std::to_string(answers_.size()));
}

void Reading::check_exit(int code, const ExitMeaning& meaning) {
    const std::string said = "exit code " + std::to_string(code) + " (" + meaning.text + ")";
    if (meaning.verdict == ExitMeaning::Verdict::error) return object(said);
    if (meaning.verdict == ExitMeaning::Verdict::clean && detections_ > 0)
        object(said + " contradicts " + std::to_string(detections_) + " detections");
    if (meaning.verdict == ExitMeaning::Verdict::infected && detections_ + skips_ == 0)
        object(said + ", but no line names a file");
}

FileAnswer Reading::final_answer(std::size_t index) {
    FileAnswer& answer = answers_[index];
    if (answer.state == FileState::infected || !answer.text.empty()) return std::move(answer);
    if (!objection_.empty()) return {FileState::not_scanned, objection_};
    if (!rules_.clean.empty() && !named_clean_[index])
        return {FileState::not_scanned, "the scanner's output does not name it"};
    return {FileState::clean, {}};
}

std::vector<FileAnswer> Reading::answers() && {
    std::vector<FileAnswer> all;
    for (std::size_t index = 0; index < answers_.size(); ++index) all.push_back(final_answer(index));
    return all;
}

}  // namespace

std::vector<FileAnswer> judge_output(const Profile& profile, const Outcome& outcome, std::size_t files,
                                     const FindFile& find) {
    Reading reading(profile.output, files, find);
    const auto exit = profile.exits.find(outcome.code);
    if (outcome.end == Outcome::End::outlived)
        reading.object("the scanner of the profile " + profile.title + " " + describe(outcome));
    else if (outcome.end != Outcome::End::exited)
        reading.object("the scanner " + describe(outcome));
    else if (exit == profile.exits.end())
        reading.object(describe(outcome) + ", which the profile does not know");
    std::string_view rest = outcome.output;
    while (const auto line = next_line(rest)) reading.read(*line);
    if (outcome.end == Outcome::End::exited && exit != profile.exits.end())
        reading.check_exit(outcome.code, exit->second);
    reading.check_count();
    return std::move(reading).answers();
}

}  // namespace mme
