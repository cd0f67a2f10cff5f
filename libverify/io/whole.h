// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <span>

#include "libverify/io/bytes.h"

namespace mme {

/// write(2) until everything is written. False, with errno set, if it cannot be.
inline bool write_all(int descriptor, ByteView bytes) noexcept {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count == 0) errno = ENOSPC;
        if (count <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

/// pread(2) until `out` is full. False, with errno set, if it cannot be; ENODATA where the file ends before.
inline bool read_all_at(int descriptor, std::uint64_t offset, std::span<std::uint8_t> out) noexcept {
    while (!out.empty()) {
        const ssize_t count = ::pread(descriptor, out.data(), out.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) continue;
        if (count == 0) errno = ENODATA;
        if (count <= 0) return false;
        offset += static_cast<std::uint64_t>(count);
        out = out.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace mme
