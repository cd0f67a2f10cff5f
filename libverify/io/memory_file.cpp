// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/io/memory_file.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "libverify/io/whole.h"

namespace mme {
namespace {

Error memory_error(const std::string& what) {
    return fail(Code::internal_error, "a file in memory cannot be " + what + ": " + std::strerror(errno));
}

}  // namespace

MemoryFile::MemoryFile(Fd descriptor)
    : descriptor_(std::move(descriptor)),
      path_("/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(descriptor_.get())) {}

Result<MemoryFile> MemoryFile::holding(ByteView content) {
    Fd descriptor(::memfd_create("mmeverify", MFD_CLOEXEC));
    if (!descriptor) return memory_error("made");
    if (!write_all(descriptor.get(), content)) return memory_error("written");
    return MemoryFile(std::move(descriptor));
}

Result<std::string> MemoryFile::content(std::size_t most) const {
    struct stat status {};
    if (::fstat(descriptor_.get(), &status) != 0) return memory_error("looked at");
    if (static_cast<std::uint64_t>(status.st_size) > most)
        return fail(Code::internal_error, "a file in memory grew beyond " + std::to_string(most) + " bytes");
    Bytes bytes(static_cast<std::size_t>(status.st_size));
    if (!read_all_at(descriptor_.get(), 0, bytes)) return memory_error("read");
    return std::string(as_text(bytes));
}

}  // namespace mme
