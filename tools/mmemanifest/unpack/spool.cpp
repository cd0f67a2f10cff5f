// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/unpack/spool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "libverify/digest/hasher.h"
#include "libverify/io/whole.h"

namespace mme {
namespace {

constexpr std::size_t spooled_at_once = std::size_t{256} << 10U;

Error system_error(const std::string& what) {
    return fail(Code::internal_error, what + ": " + std::strerror(errno));
}

Error full_disk() {
    return system_error("cannot unpack into a temporary file; set TMPDIR to a larger disk");
}

std::string temporary_folder() {
    const char* chosen = std::getenv("TMPDIR");
    return chosen == nullptr || *chosen == '\0' ? "/tmp" : chosen;
}

/// For file systems without O_TMPFILE: a file of our own naming, unlinked at once.
Fd open_unlinked(const std::string& folder) {
    std::string name = folder + "/mmemanifest-XXXXXX";
    Fd file(::mkostemp(name.data(), O_CLOEXEC));
    if (file) ::unlink(name.c_str());
    return file;
}

Result<Fd> open_on_disk() {
    const std::string folder = temporary_folder();
    Fd file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!file && (errno == EOPNOTSUPP || errno == EISDIR)) file = open_unlinked(folder);
    if (!file) return system_error("cannot make a temporary file in " + folder);
    return file;
}

Status copy_all(int from, int to, std::uint64_t size) {
    off_t at = 0;
    while (static_cast<std::uint64_t>(at) < size) {
        const ssize_t sent = ::sendfile(to, from, &at, size - static_cast<std::uint64_t>(at));
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return full_disk();
    }
    return Done{};
}

/// One content while it is written: begins in memory, moves to disk when it grows too large.
class Store {
  public:
    explicit Store(MemoryShare memory) : memory_(std::move(memory)) {}

    Status write(ByteView bytes) {
        MME_CHECK(make_room(size_ + bytes.size()));
        if (!write_all(descriptor_.get(), bytes)) return full_disk();
        size_ += bytes.size();
        hasher_.update(bytes);
        return Done{};
    }

    Result<SpooledFile> finish(std::string path) {
        MME_CHECK(make_room(size_));
        return SpooledFile{std::move(path), std::move(descriptor_), size_,
                           size_,           hasher_.finish(),       std::move(memory_)};
    }

  private:
    Status make_room(std::uint64_t size) {
        if (on_disk_) return Done{};
        if (size > Spool::most_file_bytes_in_memory || !memory_.grow_to(size)) return move_to_disk();
        if (descriptor_) return Done{};
        descriptor_ = Fd(::memfd_create("mmemanifest", MFD_CLOEXEC | MFD_ALLOW_SEALING));
        return descriptor_ ? Status{Done{}} : move_to_disk();
    }

    Status move_to_disk() {
        MME_TRY(Fd file, open_on_disk());
        if (descriptor_) MME_CHECK(copy_all(descriptor_.get(), file.get(), size_));
        descriptor_ = std::move(file);
        memory_.release();
        on_disk_ = true;
        return Done{};
    }

    MemoryShare memory_;
    Fd descriptor_;
    bool on_disk_ = false;
    std::uint64_t size_ = 0;
    Hasher hasher_;
};

}  // namespace

MemoryShare::MemoryShare(MemoryShare&& other) noexcept
    : left_(std::move(other.left_)), held_(std::exchange(other.held_, 0)) {}

MemoryShare& MemoryShare::operator=(MemoryShare&& other) noexcept {
    if (this == &other) return *this;
    release();
    left_ = std::move(other.left_);
    held_ = std::exchange(other.held_, 0);
    return *this;
}

bool MemoryShare::grow_to(std::uint64_t bytes) noexcept {
    if (bytes <= held_) return true;
    const std::uint64_t more = bytes - held_;
    std::uint64_t left = left_->load();
    do {
        if (more > left) return false;
    } while (!left_->compare_exchange_weak(left, left - more));
    held_ = bytes;
    return true;
}

void MemoryShare::release() noexcept {
    if (left_ && held_ > 0) left_->fetch_add(held_);
    held_ = 0;
}

Result<SpooledFile> Spool::take(std::string path, const ReadPiece& read) const {
    Store store{MemoryShare(left_)};
    Bytes piece(spooled_at_once);
    for (;;) {
        MME_TRY(const std::size_t count, read(piece));
        if (count == 0) return store.finish(std::move(path));
        MME_CHECK(store.write(ByteView(piece.data(), count)));
    }
}

Result<SpooledFile> Spool::take_bytes(std::string path, ByteView bytes) const {
    return take(std::move(path), [&](std::span<std::uint8_t> out) -> Result<std::size_t> {
        const std::size_t count = std::min(out.size(), bytes.size());
        std::copy_n(bytes.begin(), count, out.begin());
        bytes = bytes.subspan(count);
        return count;
    });
}

}  // namespace mme
