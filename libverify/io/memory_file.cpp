// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/io/memory_file.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace mme {
namespace {

Error memory_error(const std::string& what) {
    return fail(Code::internal_error, "a file in memory cannot be " + what + ": " + std::strerror(errno));
}

Status write_all(int descriptor, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return memory_error("written");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return Done{};
}

}  // namespace

MemoryFile::MemoryFile(Fd descriptor)
    : descriptor_(std::move(descriptor)),
      path_("/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(descriptor_.get())) {}

Result<MemoryFile> MemoryFile::holding(ByteView content) {
    Fd descriptor(::memfd_create("mmeverify", MFD_CLOEXEC));
    if (!descriptor) return memory_error("made");
    MME_CHECK(write_all(descriptor.get(), content));
    return MemoryFile(std::move(descriptor));
}

Result<std::string> MemoryFile::content(std::size_t most) const {
    struct stat status {};
    if (::fstat(descriptor_.get(), &status) != 0) return memory_error("looked at");
    if (static_cast<std::uint64_t>(status.st_size) > most)
        return fail(Code::internal_error, "a file in memory grew beyond " + std::to_string(most) + " bytes");
    std::string text(static_cast<std::size_t>(status.st_size), '\0');
    for (std::size_t done = 0; done < text.size();) {
        const ssize_t count =
            ::pread(descriptor_.get(), text.data() + done, text.size() - done, static_cast<off_t>(done));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return memory_error("read");
        done += static_cast<std::size_t>(count);
    }
    return text;
}

}  // namespace mme
