// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/spool.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "libverify/digest/hasher.h"

namespace mme {
namespace {

constexpr std::uint64_t max_memory_bytes = std::uint64_t{16} << 20U;
constexpr std::size_t piece_bytes = std::size_t{256} << 10U;

Error system_error(const std::string& what) {
    return fail(Code::internal_error, what + ": " + std::strerror(errno));
}

Result<Fd> open_store(std::uint64_t expected_size) {
    if (expected_size <= max_memory_bytes) {
        Fd memory(::memfd_create("mmemanifest", MFD_CLOEXEC));
        if (memory) return memory;
    }
    const char* chosen = std::getenv("TMPDIR");
    const std::string folder = chosen == nullptr || *chosen == '\0' ? "/tmp" : chosen;
    Fd file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!file) return system_error("cannot make a temporary file in " + folder);
    return file;
}

Status write_all(int descriptor, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0)
            return system_error("cannot unpack into a temporary file; set TMPDIR to a larger disk");
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return Done{};
}

}  // namespace

Result<SpooledFile> spool(std::string path, std::uint64_t expected_size, const ReadPiece& read) {
    MME_TRY(auto store, open_store(expected_size));
    Bytes piece(piece_bytes);
    Hasher hasher;
    std::uint64_t size = 0;
    for (;;) {
        MME_TRY(const std::size_t count, read(piece));
        if (count == 0) break;
        const ByteView bytes(piece.data(), count);
        hasher.update(bytes);
        MME_CHECK(write_all(store.get(), bytes));
        size += count;
    }
    return SpooledFile{std::move(path), std::move(store), size, hasher.finish()};
}

Result<SpooledFile> spool_bytes(std::string path, ByteView bytes) {
    return spool(std::move(path), bytes.size(), [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
        const std::size_t count = std::min(out.size(), bytes.size());
        std::copy_n(bytes.begin(), count, out.begin());
        bytes = bytes.subspan(count);
        return count;
    });
}

}  // namespace mme
