// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "libverify/decode/decoder.h"
#include "tests/unit/package/real_packages.h"

namespace mme::test {

/// A compression, and the program that writes it from standard input to standard output.
struct Writer {
    Compression compression;
    std::string command;
    std::string suffix;  ///< of data.tar in a deb
};

/// For a failure's message.
inline void PrintTo(const Writer& writer, std::ostream* out) {
    *out << writer.command;
}

/// A name for a parameterised test: the command's letters and digits.
std::string test_name(const testing::TestParamInfo<Writer>& info);

/// Text that compresses a little and never repeats.
Bytes sample_text(std::size_t size);

/// What a writer makes of `content`.
Bytes compressed(const Scratch& scratch, const Writer& writer, ByteView content);

/// Everything that the decoder makes of `bytes`, as one stream.
Result<Bytes> decoded(const Scratch& scratch, ByteView bytes, Compression compression);

/// a and b, one after the other.
Bytes joined(ByteView a, ByteView b);

}  // namespace mme::test
