// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/journal/journal_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "libverify/io/bytes.h"
#include "libverify/io/whole.h"

namespace mme {
namespace {

Error journal_error(const std::string& shown, const std::string& what) {
    return fail(Code::internal_error, "the event cannot be recorded: " + shown + ": " + what);
}

Error system_failed(const std::string& shown, const char* what) {
    return journal_error(shown, std::string{what} + ": " + std::strerror(errno));
}

Status check_only_ours(int file, const std::string& shown) {
    struct stat status {};
    if (::fstat(file, &status) != 0) return system_failed(shown, "stat");
    if (!S_ISREG(status.st_mode)) return journal_error(shown, "is not a regular file; move it away");
    if (status.st_uid != 0 && status.st_uid != ::geteuid())
        return journal_error(shown, "is owned by uid " + std::to_string(status.st_uid) +
                                        ", expected root; see who changed it, then chown root");
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return journal_error(shown, "can be written by group or others; chmod go-w");
    return Done{};
}

}  // namespace

Result<JournalFile> JournalFile::open(int directory, const std::string& shown, const char* name) {
    const std::string path = shown + "/" + name;
    constexpr int flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    Fd file(::openat(directory, name, flags, 0640));
    if (!file) return system_failed(path, "open");
    MME_CHECK(check_only_ours(file.get(), path));
    return JournalFile(std::move(file), path);
}

Result<JournalFile::Tail> JournalFile::read_tail() const {
    struct stat status {};
    if (::fstat(file_.get(), &status) != 0) return system_failed(shown_, "stat");
    Tail tail;
    tail.size = static_cast<std::uint64_t>(status.st_size);
    const auto length = std::min<std::uint64_t>(tail.size, max_event_bytes + 1);
    if (length == 0) return tail;
    Bytes end(length);
    if (!read_all_at(file_.get(), tail.size - length, end)) return system_failed(shown_, "read");
    tail.line = as_text(end);
    tail.ended = tail.line.back() == '\n';
    if (tail.ended) tail.line.pop_back();
    if (const auto before = tail.line.rfind('\n'); before != std::string::npos)
        tail.line.erase(0, before + 1);
    if (tail.line.size() > max_event_bytes) tail.line.erase(0, tail.line.size() - max_event_bytes);
    return tail;
}

Status JournalFile::append(std::string_view text, std::uint64_t size) const {
    const bool written = write_all(file_.get(), as_bytes(text));
    if (written && ::fdatasync(file_.get()) == 0) return Done{};
    const Error error = system_failed(shown_, written ? "sync" : "write");
    // If the cut fails too, the next event gives the broken line its end.
    if (::ftruncate(file_.get(), static_cast<off_t>(size)) == 0) ::fdatasync(file_.get());
    return error;
}

}  // namespace mme
