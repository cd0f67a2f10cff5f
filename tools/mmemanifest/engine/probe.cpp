// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/probe.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cinttypes>
#include <cstring>
#include <numeric>

namespace mme {
namespace {

constexpr std::size_t block_bytes = 512;
constexpr std::uint64_t least_archive_bytes = 4 * block_bytes;
constexpr std::uint64_t most_zero_bytes = std::uint64_t{1} << 30U;
constexpr std::uint64_t least_probe_bytes = std::uint64_t{1} << 20U;

// One ustar header: name, mode, owner, group, size, time, checksum, type, link name, magic, version.
std::string tar_header(const std::string& name, std::uint64_t size) {
    std::string header(block_bytes, '\0');
    const auto put = [&](std::size_t offset, std::string_view text) {
        header.replace(offset, text.size(), text);
    };
    char digits[12];
    std::snprintf(digits, sizeof digits, "%011" PRIo64, size);
    put(0, name);
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, digits);
    put(136, "00000000000");
    put(148, "        ");
    put(156, "0");
    put(257, std::string_view("ustar\0"
                              "00",
                              8));
    const unsigned sum = std::accumulate(header.begin(), header.end(), 0U, [](unsigned total, char c) {
        return total + static_cast<unsigned char>(c);
    });
    std::snprintf(digits, sizeof digits, "%06o", sum);
    put(148, std::string_view(digits, 7));
    return header;
}

std::string eicar_entry() {
    return tar_header("eicar.com", eicar_pattern().size()) + eicar_pattern();
}

bool put(int descriptor, std::uint64_t offset, const std::string& text) {
    return ::pwrite(descriptor, text.data(), text.size(), static_cast<off_t>(offset)) ==
           static_cast<ssize_t>(text.size());
}

// Entries of zeros that fill the archive up to `end`, each of a size that the header's octal digits hold.
bool put_zero_files(int descriptor, std::uint64_t end) {
    for (std::uint64_t offset = 0; offset < end;) {
        const std::uint64_t size = std::min(end - offset - block_bytes, most_zero_bytes);
        if (!put(descriptor, offset, tar_header("zeros", size))) return false;
        offset += block_bytes + size;
    }
    return true;
}

}  // namespace

std::string eicar_pattern() {
    const std::string first = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-";
    return first + "ANTIVIRUS-TEST-FILE!$H+H*";
}

Result<SpooledFile> eicar_file() {
    return Spool().take_bytes("EICAR test file", as_bytes(eicar_pattern()));
}

Result<SpooledFile> eicar_archive(std::uint64_t size, PatternAt place) {
    size = std::max(size, least_archive_bytes);
    // On disk from the start, where the zeros are holes.
    MME_TRY(auto file, Spool(0).take_bytes("EICAR test archive", as_bytes(eicar_entry())));
    const int descriptor = file.descriptor.get();
    const std::uint64_t at = size / block_bytes * block_bytes - least_archive_bytes;
    if (::ftruncate(descriptor, 0) != 0 || ::ftruncate(descriptor, static_cast<off_t>(size)) != 0 ||
        (place == PatternAt::end && !put_zero_files(descriptor, at)) ||
        !put(descriptor, place == PatternAt::end ? at : 0, eicar_entry()))
        return fail(Code::internal_error, std::string("cannot make a test file: ") + std::strerror(errno));
    file.size = size;
    return file;
}

Result<bool> ProvenSize::finds(std::uint64_t size, const Ask& ask) {
    for (const auto place : {PatternAt::start, PatternAt::end}) {
        MME_TRY(const auto probe, eicar_archive(size, place));
        MME_TRY(const auto answer, ask(probe));
        if (answer.state != FileState::infected) return false;
    }
    proven_ = std::max(proven_, size);
    return true;
}

// A size is rounded up, so that few probes serve many files; an engine whose limit lies in between is
// asked about the exact size.
Result<bool> ProvenSize::covers(std::uint64_t size, const Ask& ask) {
    const std::lock_guard lock(mutex_);
    if (size <= proven_) return true;
    if (size > std::uint64_t{1} << 40U) return false;
    MME_TRY(const bool rounded, finds(std::max(std::bit_ceil(size), least_probe_bytes), ask));
    if (rounded) return true;
    return finds(size, ask);
}

}  // namespace mme
