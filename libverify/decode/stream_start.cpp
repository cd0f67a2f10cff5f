// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/decode/stream_start.h"

namespace mme {
namespace {

using namespace std::string_view_literals;

bool is_skippable(ByteView head) {
    return head.size() >= stream_start_bytes && (head[0] & 0xF0U) == 0x50 &&
           as_text(head).substr(1, 3) == "\x2A\x4D\x18"sv;
}

bool begins(StreamFormat format, std::string_view head) {
    switch (format) {
        case StreamFormat::gzip:
            return head.starts_with("\x1F\x8B"sv);
        case StreamFormat::bzip2:
            return head.starts_with("BZh"sv) && head.size() > 3 && head[3] >= '1' && head[3] <= '9';
        case StreamFormat::xz:
            return head.starts_with("\xFD\x37zXZ\0"sv);
        case StreamFormat::lzma:
        case StreamFormat::compress:
            return false;
        case StreamFormat::lzip:
            return head.starts_with("LZIP"sv);
        case StreamFormat::zstd:
            return head.starts_with("\x28\xB5\x2F\xFD"sv);
        case StreamFormat::lz4:
            return head.starts_with("\x04\x22\x4D\x18"sv) || head.starts_with("\x02\x21\x4C\x18"sv);
    }
    return false;
}

}  // namespace

bool is_legacy_lz4(ByteView head) noexcept {
    return as_text(head).starts_with("\x02\x21\x4C\x18"sv);
}

StreamStart start_of_stream(StreamFormat format, ByteView head) noexcept {
    if (begins(format, as_text(head))) return StreamStart::stream;
    const bool has_frames = format == StreamFormat::zstd || format == StreamFormat::lz4;
    return has_frames && is_skippable(head) ? StreamStart::skippable : StreamStart::nothing;
}

}  // namespace mme
