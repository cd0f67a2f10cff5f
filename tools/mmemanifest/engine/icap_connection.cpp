// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/icap_connection.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "libverify/io/whole.h"

namespace mme {
namespace {

constexpr std::size_t max_head_bytes = std::size_t{64} << 10U;
constexpr std::size_t chunk_bytes = std::size_t{256} << 10U;
constexpr std::uint64_t max_preview_bytes = std::uint64_t{1} << 20U;
constexpr std::chrono::seconds max_connecting{5};

Result<Stream> connect_to(const IcapService& service, Deadline deadline) {
    return Stream::connect(service.address, std::min(Deadline::clock::now() + max_connecting, deadline));
}

class Exchange {
  public:
    Exchange(Stream stream, const SpooledFile& file, Deadline deadline)
        : stream_(std::move(stream)), file_(file), deadline_(deadline) {}

    Status send(const std::string& text) { return stream_.send(as_bytes(text), deadline_); }
    // Sends the file from where it stands up to `end` as chunks; stops when the service has answered.
    Status send_up_to(std::uint64_t end);
    Result<IcapHead> head() {
        MME_TRY(const auto text, stream_.receive_until("\r\n\r\n", max_head_bytes, deadline_));
        return parse_icap_head(text);
    }
    [[nodiscard]] Status wait_until_taken() const { return stream_.wait_until_taken(deadline_); }
    [[nodiscard]] std::uint64_t sent() const { return sent_; }

  private:
    Stream stream_;
    const SpooledFile& file_;
    Deadline deadline_;
    std::uint64_t sent_ = 0;
};

Status Exchange::send_up_to(std::uint64_t end) {
    Bytes piece(std::min<std::uint64_t>(chunk_bytes, std::max<std::uint64_t>(end - sent_, 1)));
    while (sent_ < end && !stream_.has_arrived()) {
        const std::span part{piece.data(), std::min<std::uint64_t>(piece.size(), end - sent_)};
        if (!read_all_at(file_.descriptor.get(), sent_, part))
            return fail(Code::internal_error, "the unpacked file cannot be read");
        MME_CHECK(send(fmt::format("{:x}\r\n", part.size())));
        MME_CHECK(stream_.send(part, deadline_));
        MME_CHECK(send("\r\n"));
        sent_ += part.size();
    }
    return Done{};
}

std::uint64_t preview_of(const IcapOptions& options, std::uint64_t size) {
    const auto most = size > 1 ? size - 1 : size;
    return std::min({*options.preview, most, max_preview_bytes});
}

// The head of the answer to a preview, or of the final answer if the preview was the whole file.
Result<IcapHead> send_preview(Exchange& exchange, std::uint64_t preview, std::uint64_t size) {
    MME_CHECK(exchange.send_up_to(preview));
    MME_CHECK(exchange.send(preview == size ? "0; ieof\r\n\r\n" : "0\r\n\r\n"));
    return exchange.head();
}

Result<IcapHead> send_rest(Exchange& exchange, std::uint64_t size) {
    // The last byte is held back until the service has made room for all before it, so that an answer
    // before the end is known as one. What was answered early is read even if the service does not take the
    // rest any more.
    auto sent = exchange.send_up_to(size - 1);
    if (sent) sent = exchange.wait_until_taken();
    if (sent) sent = exchange.send_up_to(size);
    if (sent && exchange.sent() == size) sent = exchange.send("0\r\n\r\n");
    auto head = exchange.head();
    if (!head && !sent) return std::move(sent).error();
    return head;
}

}  // namespace

Result<IcapOptions> ask_icap_options(const IcapService& service, Deadline deadline) {
    MME_TRY(auto stream, connect_to(service, deadline));
    MME_CHECK(stream.send(as_bytes(icap_options_request(service)), deadline));
    MME_TRY(const auto text, stream.receive_until("\r\n\r\n", max_head_bytes, deadline));
    MME_TRY(const auto head, parse_icap_head(text));
    return parse_icap_options(head);
}

Result<FileAnswer> scan_by_icap(const IcapService& service, const IcapOptions& options,
                                const SpooledFile& file, Deadline deadline) {
    MME_TRY(auto stream, connect_to(service, deadline));
    Exchange exchange(std::move(stream), file, deadline);
    const auto preview = options.preview ? std::optional(preview_of(options, file.size)) : std::nullopt;
    MME_CHECK(exchange.send(icap_respmod_request(service, file.size, preview)));
    bool continued = !preview;
    Result<IcapHead> head = IcapHead{};
    if (preview) {
        head = send_preview(exchange, *preview, file.size);
        continued = head && head->status == 100 && *preview < file.size;
    }
    if (continued) head = send_rest(exchange, file.size);
    if (!head) return std::move(head).error();
    return judge_icap_answer(*head, options.istag, exchange.sent(), file.size);
}

}  // namespace mme
