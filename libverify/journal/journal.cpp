// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/journal/journal.h"

#include <fcntl.h>
#include <syslog.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "libverify/digest/hasher.h"
#include "libverify/host/make_directories.h"
#include "libverify/host/safe_place.h"
#include "libverify/journal/event.h"

namespace mme {
namespace {

/// Holds the lock as long as it lives.
class Locked {
  public:
    explicit Locked(const JournalLockFile& file) : file_(file) {}
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;
    ~Locked() { file_.unlock(); }

  private:
    const JournalLockFile& file_;
};

std::string link_to(std::string_view line) {
    return sha256_of(as_bytes(line)).hex();
}

void send_to_syslog(Verdict verdict, const std::string& line) {
    const int priority = verdict == Verdict::reject ? LOG_ALERT : LOG_INFO;
    ::syslog(LOG_AUTHPRIV | priority, "mmeverify: %s", line.c_str());
}

}  // namespace

Result<Journal> Journal::open(const HostLayout& host) {
    const std::string shown = host.log.string();
    make_directories(host.log);
    MME_CHECK(check_own_place(host.log, Code::policy_unsafe));
    const Fd directory(::open(shown.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory)
        return fail(Code::internal_error,
                    "the event cannot be recorded: " + shown + ": open: " + std::strerror(errno));
    MME_TRY(auto lock, JournalLockFile::open(directory.get(), shown));
    MME_TRY(auto file, JournalFile::open(directory.get(), shown, host.events().filename().c_str()));
    return Journal(std::move(lock), std::move(file));
}

Status Journal::record(const EventContext& context, const std::vector<Decision>& decisions) const {
    MME_CHECK(lock_.lock(longest_lock_wait));
    const Locked locked(lock_);
    MME_TRY(const JournalFile::Tail tail, file_.read_tail());
    std::string previous = tail.size == 0 ? std::string(64, '0') : link_to(tail.line);
    std::string text = tail.ended ? "" : "\n";
    std::vector<std::string> lines;
    for (const Decision& decision : decisions) {
        const std::string& line = lines.emplace_back(event_line(context, decision, previous));
        previous = link_to(line);
        text += line + '\n';
    }
    MME_CHECK(file_.append(text, tail.size));
    // Only now is it true: syslog must not say "accept" of what is then refused for want of a record.
    for (std::size_t i = 0; i < decisions.size(); ++i) send_to_syslog(decisions[i].verdict, lines[i]);
    return Done{};
}

}  // namespace mme
