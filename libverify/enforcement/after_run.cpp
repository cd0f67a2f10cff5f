// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/enforcement/after_run.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sstream>

#include "libverify/archive/path_text.h"
#include "libverify/decision/bounded.h"
#include "libverify/host/make_directories.h"
#include "libverify/io/package_file.h"
#include "libverify/io/whole.h"
#include "libverify/journal/journal.h"
#include "libverify/process/run_command.h"
#include "libverify/report/text.h"

namespace mme {
namespace {

constexpr std::size_t most_remembered_bytes = std::size_t{1} << 20U;

std::filesystem::path file_of(const HostLayout& host, const std::string& front_end) {
    return host.state / ("bringers." + front_end);
}

/// A tab stands between the words of a line; path_text() leaves none inside them.
std::string line_of(const Bringer& bringer) {
    std::string line = path_text(bringer.display_name);
    for (const std::string& path : bringer.paths) line += "\t" + path_text(path);
    return line + "\n";
}

Bringer bringer_in(const std::string& line) {
    std::istringstream words(line);
    Bringer bringer;
    std::getline(words, bringer.display_name, '\t');
    for (std::string path; std::getline(words, path, '\t');) bringer.paths.push_back(path);
    return bringer;
}

Command question(const HostLayout& host, const std::string& front_end) {
    Command command;
    command.arguments = {MME_BINDIR "/mmeverify",
                         "--policy",
                         host.policy.string(),
                         "--state",
                         host.state.string(),
                         "--log",
                         host.log.string(),
                         "status",
                         "--after",
                         front_end};
    command.timeout = std::chrono::seconds(30);
    command.max_output_bytes = std::size_t{64} << 10U;
    return command;
}

/// What is wrong; empty if everything is in order.
std::string loss(const HostLayout& host, const std::string& front_end) {
    const auto outcome = run_command(question(host, front_end));
    if (!outcome) return outcome.error().text();
    if (outcome->end == Outcome::End::exited && outcome->code == 0) return {};
    std::istringstream lines(outcome->output);
    for (std::string line; std::getline(lines, line);)
        if (line.find("NOT OK") != std::string::npos) return line;
    return MME_BINDIR "/mmeverify cannot tell: " + describe(*outcome) + ": " + outcome->output;
}

std::string joined(const std::vector<std::string>& paths) {
    std::string text;
    for (const std::string& path : paths) text += (text.empty() ? "" : ", ") + path;
    return text;
}

Decision alarm(const Bringer& bringer, const std::string& what) {
    Decision decision;
    decision.verdict = Verdict::alarm;
    decision.shown = bringer.display_name;
    decision.enforcement_paths = bringer.paths;
    decision.findings.push_back(
        {Code::enforcement_lost, what, "it brought " + joined(bringer.paths), "'mmeverify status' in order"});
    bound(decision);
    return decision;
}

Status record(const HostLayout& host, const std::string& front_end, const std::vector<Decision>& alarms) {
    MME_TRY(const Journal journal, Journal::open(host));
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return journal.record({"confirm", front_end, now, Mode::enforce, {}}, alarms);
}

}  // namespace

std::vector<Bringer> bringers_of(const TransactionDecision& decision) {
    std::vector<Bringer> bringers;
    if (decision.refused()) return bringers;
    for (const Decision& one : decision.packages)
        if (!one.enforcement_paths.empty()) bringers.push_back({one.shown, one.enforcement_paths});
    return bringers;
}

Status remember_bringers(const HostLayout& host, const std::string& front_end,
                         const std::vector<Bringer>& bringers) {
    if (bringers.empty()) return Done{};
    const std::filesystem::path path = file_of(host, front_end);
    make_directories(host.state);  // if that fails, so does opening
    const Fd file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    std::string lines;
    for (const Bringer& bringer : bringers) lines += line_of(bringer);
    if (file && write_all(file.get(), as_bytes(lines))) return Done{};
    return fail(Code::internal_error, path.string() + ": " + std::strerror(errno));
}

std::vector<Bringer> take_bringers(const HostLayout& host, const std::string& front_end) {
    std::vector<Bringer> bringers;
    const std::filesystem::path path = file_of(host, front_end);
    const auto file = PackageFile::open(path);
    if (!file) return bringers;
    const auto bytes = file->read_range(0, std::min<std::uint64_t>(file->size(), most_remembered_bytes));
    ::unlink(path.c_str());
    if (!bytes) return bringers;
    std::istringstream lines{std::string(as_text(*bytes))};
    for (std::string line; std::getline(lines, line);) bringers.push_back(bringer_in(line));
    return bringers;
}

std::string confirm_enforcement(const HostLayout& host, const std::string& front_end,
                                const std::vector<Bringer>& bringers) {
    if (bringers.empty()) return {};
    const std::string what = loss(host, front_end);
    if (what.empty()) return {};
    std::vector<Decision> alarms;
    for (const Bringer& bringer : bringers) alarms.push_back(alarm(bringer, what));
    std::string text;
    for (const Decision& one : alarms) text += decision_text(one);
    if (const auto recorded = record(host, front_end, alarms); !recorded)
        text += "mmeverify: the alarm is not in the journal: " + printable(recorded.error().text()) + "\n";
    return text;
}

}  // namespace mme
