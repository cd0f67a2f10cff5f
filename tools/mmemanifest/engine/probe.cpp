// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/probe.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <numeric>

namespace mme {
namespace {

constexpr std::size_t block_bytes = 512;
constexpr std::uint64_t least_archive_bytes = 4 * block_bytes;
constexpr std::uint64_t least_probe_bytes = std::uint64_t{1} << 20U;

// One ustar header: name, mode, owner, group, size, time, checksum, type, link name, magic, version.
std::string tar_header(std::size_t size) {
    std::string header(block_bytes, '\0');
    const auto put = [&](std::size_t offset, std::string_view text) {
        header.replace(offset, text.size(), text);
    };
    char digits[12];
    std::snprintf(digits, sizeof digits, "%011zo", size);
    put(0, "eicar.com");
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

}  // namespace

std::string eicar_pattern() {
    const std::string first = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-";
    return first + "ANTIVIRUS-TEST-FILE!$H+H*";
}

Result<SpooledFile> eicar_file() {
    return Spool().take_bytes("EICAR test file", as_bytes(eicar_pattern()));
}

Result<SpooledFile> eicar_archive(std::uint64_t size) {
    const std::string pattern = eicar_pattern();
    std::string start = tar_header(pattern.size()) + pattern;
    start.resize(least_archive_bytes);
    // On disk from the start, where the zeros are a hole.
    MME_TRY(auto file, Spool(0).take_bytes("EICAR test archive", as_bytes(start)));
    file.size = std::max(size, least_archive_bytes);
    if (::ftruncate(file.descriptor.get(), static_cast<off_t>(file.size)) != 0)
        return fail(Code::internal_error, std::string("cannot make a test file: ") + std::strerror(errno));
    return file;
}

Result<bool> ProvenSize::finds(std::uint64_t size, const Ask& ask) {
    MME_TRY(const auto probe, eicar_archive(size));
    MME_TRY(const auto answer, ask(probe));
    if (answer.state != FileState::infected) return false;
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
