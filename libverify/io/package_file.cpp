// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/io/package_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace mme {
namespace {

std::string kind_of(mode_t mode) {
    if (S_ISDIR(mode)) return "a directory";
    if (S_ISFIFO(mode)) return "a FIFO";
    return S_ISSOCK(mode) ? "a socket" : "a device";
}

}  // namespace

Result<PackageFile> PackageFile::open(const std::filesystem::path& path) {
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    Fd descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
    if (!descriptor) {
        return fail(Code::internal_error,
                    fmt::format("{} cannot be opened: {}", path.string(), std::strerror(errno)));
    }
    return adopt(std::move(descriptor), path.string());
}

Result<PackageFile> PackageFile::adopt(Fd descriptor, std::string shown) {
    struct stat status = {};
    if (::fstat(descriptor.get(), &status) != 0) {
        return fail(Code::internal_error,
                    fmt::format("{} cannot be examined: {}", shown, std::strerror(errno)));
    }
    if (!S_ISREG(status.st_mode)) {
        return fail(Code::internal_error, shown + " is not a regular file but " + kind_of(status.st_mode));
    }
    return PackageFile{std::move(descriptor), static_cast<std::uint64_t>(status.st_size), std::move(shown)};
}

Status PackageFile::read_at(std::uint64_t offset, std::span<std::uint8_t> out) const {
    if (offset > size_ || out.size() > size_ - offset) {
        return fail(Code::archive_malformed,
                    fmt::format("{}: {} bytes wanted at offset {}, the file ends at {}", shown_, out.size(),
                                offset, size_));
    }
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t got = ::pread(descriptor_.get(), out.data() + done, out.size() - done,
                                    static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            return fail(Code::internal_error, fmt::format("{} cannot be read at offset {}: {}", shown_,
                                                          offset + done, std::strerror(errno)));
        }
        if (got == 0) {
            return fail(Code::archive_malformed,
                        fmt::format("{} shrank to {} bytes while it was read", shown_, offset + done));
        }
        done += static_cast<std::size_t>(got);
    }
    return Done{};
}

Result<Bytes> PackageFile::read_range(std::uint64_t offset, std::uint64_t length) const {
    if (offset > size_ || length > size_ - offset) {
        return fail(Code::archive_malformed,
                    fmt::format("{}: {} bytes wanted at offset {}, the file ends at {}", shown_, length,
                                offset, size_));
    }
    Bytes bytes(length);
    MME_CHECK(read_at(offset, bytes));
    return bytes;
}

}  // namespace mme
