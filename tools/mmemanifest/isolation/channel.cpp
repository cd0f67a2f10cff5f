// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/channel.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace mme {
namespace {

/// Room for one descriptor beside a message.
union Attachment {
    cmsghdr header;
    std::array<char, CMSG_SPACE(sizeof(int))> room;
};

msghdr message_of(iovec& content) {
    msghdr message{};
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    return message;
}

void attach(msghdr& message, Attachment& attachment, int descriptor) {
    message.msg_control = attachment.room.data();
    message.msg_controllen = attachment.room.size();
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof descriptor);
    std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
}

/// The descriptors that came: the room is rounded up, so that there may be more than one.
std::vector<Fd> attached(const msghdr& message) {
    std::vector<Fd> all;
    const cmsghdr* header = CMSG_FIRSTHDR(&message);
    if (header == nullptr || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) return all;
    for (std::size_t end = CMSG_LEN(sizeof(int)); end <= header->cmsg_len; end += sizeof(int)) {
        int descriptor = -1;
        std::memcpy(&descriptor, CMSG_DATA(header) + all.size() * sizeof(int), sizeof descriptor);
        all.emplace_back(descriptor);
    }
    return all;
}

bool for_now(int error) {
    return error == EAGAIN || error == EINTR || error == ENOBUFS || error == ETOOMANYREFS;
}

constexpr auto forever = Channel::Clock::time_point::max();

}  // namespace

int milliseconds_left(Channel::Clock::time_point end, int most) noexcept {
    const auto now = Channel::Clock::now();
    if (end <= now) return 0;
    if (end - now > std::chrono::milliseconds(most)) return most;
    return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(end - now).count());
}

Result<std::pair<Channel, Channel>> Channel::pair() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return fail(Code::internal_error,
                    std::string("cannot connect to a process of its own: ") + std::strerror(errno));
    return std::pair{Channel(Fd(ends[0])), Channel(Fd(ends[1]))};
}

Transfer Channel::try_send(const MessageWriter& message, int descriptor) noexcept {
    const ByteView bytes = message.bytes();
    iovec content{const_cast<std::uint8_t*>(bytes.data()), bytes.size()};  // sendmsg(2) takes it so
    msghdr header = message_of(content);
    Attachment attachment{};
    if (descriptor >= 0) attach(header, attachment, descriptor);
    if (::sendmsg(socket_.get(), &header, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) return Transfer::done;
    return for_now(errno) ? Transfer::not_now : Transfer::ended;
}

Transfer Channel::try_receive(Received& received) {
    buffer_.resize(max_message_bytes);
    iovec content{buffer_.data(), buffer_.size()};
    msghdr header = message_of(content);
    Attachment attachment{};
    header.msg_control = attachment.room.data();
    header.msg_controllen = attachment.room.size();
    ssize_t count = ::recvmsg(socket_.get(), &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    // Said once where the other end has closed without reading all; what it sent before is still there.
    if (count < 0 && errno == ECONNRESET)
        count = ::recvmsg(socket_.get(), &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (count < 0) return for_now(errno) ? Transfer::not_now : Transfer::ended;
    auto descriptors = attached(header);
    const bool cut = (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0;
    if (count == 0 || cut || descriptors.size() > 1) return Transfer::ended;
    received.descriptor = descriptors.empty() ? Fd() : std::move(descriptors.front());
    received.bytes = ByteView(buffer_).first(static_cast<std::size_t>(count));
    return Transfer::done;
}

Transfer Channel::send(const MessageWriter& message, int descriptor) noexcept {
    for (;;) {
        const Transfer sent = try_send(message, descriptor);
        if (sent != Transfer::not_now) return sent;
        (void)wait(POLLOUT, forever);
    }
}

Transfer Channel::receive(Received& received) {
    for (;;) {
        const Transfer taken = try_receive(received);
        if (taken != Transfer::not_now) return taken;
        (void)wait(POLLIN, forever);
    }
}

bool Channel::wait(short events, Clock::time_point end) const noexcept {
    constexpr int most = 3'600'000;
    pollfd entry{socket_.get(), events, 0};
    return ::poll(&entry, 1, milliseconds_left(end, most)) > 0;
}

}  // namespace mme
