// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/clamd_connection.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "libverify/io/whole.h"

namespace mme {
namespace {

constexpr std::chrono::seconds max_connecting{5};
constexpr std::size_t max_line_bytes = 4096;
constexpr std::size_t chunk_bytes = std::size_t{256} << 10U;
constexpr std::size_t length_bytes = 4;
constexpr std::string_view end_of_line{"\0", 1};

void write_length(Bytes& chunk, std::size_t length) {
    for (std::size_t i = 0; i < length_bytes; ++i)
        chunk[i] = static_cast<std::uint8_t>(length >> (8 * (length_bytes - 1 - i)));
}

}  // namespace

Result<ClamdConnection> ClamdConnection::open(const Address& address, Zone zone, Deadline deadline) {
    const auto soon = Deadline::clock::now() + max_connecting;
    MME_TRY(auto stream, Stream::connect(address, std::min(soon, deadline)));
    ClamdConnection connection(std::move(stream), !address.path.empty(), zone, deadline);
    MME_CHECK(connection.command("zIDSESSION"));
    return connection;
}

Status ClamdConnection::command(std::string_view text) {
    std::string line(text);
    line.append(end_of_line);
    return stream_.send(as_bytes(line), deadline_);
}

Result<std::string> ClamdConnection::answer_line() {
    return stream_.receive_until(end_of_line, max_line_bytes, deadline_);
}

Result<EngineFacts> ClamdConnection::ask_version() {
    ++requests_;
    MME_CHECK(command("zVERSION"));
    MME_TRY(const auto line, answer_line());
    MME_TRY(const auto version, parse_clamd_session_line(line, requests_));
    return parse_clamd_version(version, zone_);
}

Result<FileAnswer> ClamdConnection::scan(const SpooledFile& file) {
    ++requests_;
    const auto sent = local_ ? pass_descriptor(file) : send_bytes(file);
    // A daemon that has had enough says so and closes, and sending fails before its line is read.
    auto line = answer_line();
    if (!line) return sent ? std::move(line).error() : sent.error();
    // "INSTREAM size limit exceeded. ERROR" comes without the number of the request.
    if (line->ends_with("ERROR")) return parse_clamd_answer(*line);
    MME_CHECK(sent);
    const auto answer = parse_clamd_session_line(*line, requests_);
    if (!answer) return FileAnswer{FileState::not_scanned, answer.error().text()};
    return parse_clamd_answer(*answer);
}

Status ClamdConnection::pass_descriptor(const SpooledFile& file) {
    MME_CHECK(command("zFILDES"));
    return stream_.send_descriptor(file.descriptor.get(), 0, deadline_);
}

// The end is held back until the daemon has made room for all before it: what it answers until then is
// no answer about the whole file.
Status ClamdConnection::send_bytes(const SpooledFile& file) {
    MME_CHECK(command("zINSTREAM"));
    const std::uint64_t last = file.size > 0 ? file.size - 1 : 0;
    MME_CHECK(send_chunks(file, 0, last));
    MME_CHECK(stream_.wait_until_taken(deadline_));
    MME_CHECK(send_chunks(file, last, file.size));
    constexpr std::array<std::uint8_t, length_bytes> end{};
    return stream_.send(end, deadline_);
}

Status ClamdConnection::send_chunks(const SpooledFile& file, std::uint64_t start, std::uint64_t end) {
    Bytes chunk(length_bytes + std::min<std::uint64_t>(chunk_bytes, end - start));
    for (std::uint64_t offset = start; offset < end;) {
        if (stream_.has_arrived())
            return fail(Code::internal_error, "it answered before it had the whole file");
        const std::span part{chunk.data() + length_bytes, std::min<std::uint64_t>(chunk_bytes, end - offset)};
        if (!read_all_at(file.descriptor.get(), offset, part))
            return fail(Code::internal_error,
                        std::string("the unpacked file cannot be read: ") + std::strerror(errno));
        write_length(chunk, part.size());
        MME_CHECK(stream_.send(ByteView(chunk).first(length_bytes + part.size()), deadline_));
        offset += part.size();
    }
    return Done{};
}

}  // namespace mme
