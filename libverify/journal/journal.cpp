// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/journal/journal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <syslog.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "libverify/digest/hasher.h"
#include "libverify/journal/event.h"

namespace mme {
namespace {

Error cannot(const std::filesystem::path& path, const char* what) {
    return fail(Code::internal_error,
                "the event cannot be recorded: " + path.string() + ": " + what + ": " + std::strerror(errno));
}

/// Holds the lock of an open file as long as it lives.
class Lock {
  public:
    explicit Lock(int file) : file_(file), held_(::flock(file, LOCK_EX) == 0) {}
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() {
        if (held_) ::flock(file_, LOCK_UN);
    }
    explicit operator bool() const noexcept { return held_; }

  private:
    int file_;
    bool held_;
};

/// The last line of the file without its end; a broken-off last line is a line like any other, and
/// gets its end before the next one is written.
struct LastLine {
    std::string text;
    bool ended = true;
};

Result<LastLine> last_line(int file, const std::filesystem::path& path) {
    struct stat status {};
    if (::fstat(file, &status) != 0) return cannot(path, "stat");
    LastLine last;
    std::array<char, 4096> block{};
    std::string tail;
    for (off_t end = status.st_size; end > 0;) {
        const auto length = static_cast<std::size_t>(std::min<off_t>(end, static_cast<off_t>(block.size())));
        end -= static_cast<off_t>(length);
        if (::pread(file, block.data(), length, end) != static_cast<ssize_t>(length))
            return cannot(path, "read");
        tail.insert(0, block.data(), length);
        if (tail.find_last_of('\n', tail.size() - 2) != std::string::npos && tail.size() > 1) break;
    }
    if (tail.empty()) return last;
    last.ended = tail.back() == '\n';
    if (last.ended) tail.pop_back();
    const auto begin = tail.rfind('\n');
    last.text = begin == std::string::npos ? tail : tail.substr(begin + 1);
    return last;
}

std::string link_to(const std::string& line) {
    return line.empty() ? std::string(64, '0') : sha256_of(as_bytes(line)).hex();
}

Status append(int file, const std::filesystem::path& path, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return cannot(path, "write");
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fdatasync(file) != 0) return cannot(path, "sync");
    return Done{};
}

void send_to_syslog(const Decision& decision, const std::string& line) {
    const int priority = decision.verdict == Verdict::reject ? LOG_ALERT : LOG_INFO;
    ::syslog(LOG_AUTHPRIV | priority, "mmeverify: %s", line.c_str());
}

}  // namespace

Result<Journal> Journal::open(const HostLayout& host) {
    const auto path = host.events();
    std::error_code ignored;
    std::filesystem::create_directories(path.parent_path(), ignored);
    Fd file(::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640));
    if (!file) return cannot(path, "open");
    return Journal(std::move(file), path);
}

Status Journal::record(const EventContext& context, const std::vector<Decision>& decisions) const {
    const Lock lock(file_.get());
    if (!lock) return cannot(path_, "lock");
    MME_TRY(const LastLine last, last_line(file_.get(), path_));
    std::string previous = link_to(last.text);
    std::string text = last.ended ? "" : "\n";
    for (const Decision& decision : decisions) {
        const std::string line = event_line(context, decision, previous);
        previous = link_to(line);
        text += line + '\n';
        send_to_syslog(decision, line);
    }
    return append(file_.get(), path_, text);
}

}  // namespace mme
