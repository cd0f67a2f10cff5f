// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "libverify/io/bytes.h"
#include "libverify/io/fd.h"
#include "libverify/io/package_file.h"

/// Judges one input: libFuzzer's entry point, called by replay.cpp where there is no libFuzzer. Always 0.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace mme::fuzz {

/// What a reader promises of everything that it accepts. A broken promise is a finding: the process aborts.
inline void promise(bool kept, const char* what) {
    if (kept) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

/// The input as a file, for readers that take one. Aborts if there is no memory for it.
inline PackageFile file_of(ByteView bytes) {
    Fd memory{memfd_create("input", MFD_CLOEXEC)};
    promise(memory.get() >= 0, "a file in memory");
    const auto written = ::write(memory.get(), bytes.data(), bytes.size());
    promise(written == static_cast<ssize_t>(bytes.size()), "the input fits");
    auto file = PackageFile::adopt(std::move(memory), "input");
    promise(file.has_value(), "the file in memory opens");
    return std::move(file).value();
}

}  // namespace mme::fuzz
