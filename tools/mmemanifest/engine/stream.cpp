// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/stream.h"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "tools/mmemanifest/engine/host_lookup.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

constexpr std::size_t received_at_once = std::size_t{16} << 10U;
/// A signal may come in another thread, and is looked for that often.
constexpr std::int64_t most_milliseconds_without_a_look = 100;

Error failure(const std::string& text) {
    return fail(Code::internal_error, text);
}

Error system_failure() {
    return failure(std::strerror(errno));
}

/// Bytes that the kernel could not pass on yet. A UNIX socket knows only what was not read.
Result<int> bytes_held_back(int socket) {
    int count = 0;
    if (::ioctl(socket, SIOCOUTQNSD, &count) == 0 || ::ioctl(socket, SIOCOUTQ, &count) == 0) return count;
    return system_failure();
}

int milliseconds_left(Deadline deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Deadline::clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, most_milliseconds_without_a_look));
}

Status poll_until(int descriptor, short events, Deadline deadline) {
    for (;;) {
        MME_CHECK(check_not_interrupted());
        pollfd entry{descriptor, events, 0};
        const int ready = ::poll(&entry, 1, milliseconds_left(deadline));
        if (ready > 0) return Done{};
        if (ready < 0 && errno != EINTR) return system_failure();
        if (Deadline::clock::now() >= deadline) return failure("time-out");
    }
}

Result<Fd> connect_to(const sockaddr* address, socklen_t length, Deadline deadline) {
    Fd socket(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) return system_failure();
    if (::connect(socket.get(), address, length) == 0) return socket;
    // A full backlog of a UNIX socket is EAGAIN and cannot be waited for.
    if (errno != EINPROGRESS) return system_failure();
    MME_CHECK(poll_until(socket.get(), POLLOUT, deadline));
    socklen_t size = sizeof errno;
    if (::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &errno, &size) != 0 || errno != 0)
        return system_failure();
    return socket;
}

Result<Fd> connect_to_path(const std::string& path, Deadline deadline) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return failure("the path of the socket is too long");
    std::copy(path.begin(), path.end(), address.sun_path);
    return connect_to(reinterpret_cast<const sockaddr*>(&address), sizeof address, deadline);
}

Result<Fd> connect_to_host(const Address& address, Deadline deadline) {
    MME_TRY(const auto list, look_up_host(address.host, address.port, deadline));
    Result<Fd> socket = failure("the host has no address");
    for (const addrinfo* one = list.get(); one != nullptr && !socket; one = one->ai_next)
        socket = connect_to(one->ai_addr, one->ai_addrlen, deadline);
    // The end of a file is sent by itself and must not wait for an acknowledgement that is delayed.
    const int yes = 1;
    if (socket) (void)::setsockopt(socket->get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return socket;
}

}  // namespace

Result<Stream> Stream::connect(const Address& address, Deadline deadline) {
    auto socket =
        address.path.empty() ? connect_to_host(address, deadline) : connect_to_path(address.path, deadline);
    if (!socket) return std::move(socket).error();
    return Stream(std::move(socket).value());
}

Status Stream::wait_for(short events, Deadline deadline) const {
    return poll_until(socket_.get(), events, deadline);
}

Status Stream::send(ByteView bytes, Deadline deadline) {
    while (!bytes.empty()) {
        MME_CHECK(wait_for(POLLOUT, deadline));
        const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (sent < 0) return system_failure();
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
    return Done{};
}

Status Stream::send_descriptor(int descriptor, std::uint8_t byte, Deadline deadline) {
    iovec piece{&byte, 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof descriptor)> control{};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof descriptor);
    std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    for (;;) {
        MME_CHECK(wait_for(POLLOUT, deadline));
        if (::sendmsg(socket_.get(), &message, MSG_NOSIGNAL) == 1) return Done{};
        if (errno != EINTR && errno != EAGAIN) return system_failure();
    }
}

Status Stream::receive_more(Deadline deadline) {
    std::array<char, received_at_once> piece{};
    for (;;) {
        MME_CHECK(wait_for(POLLIN, deadline));
        const ssize_t count = ::recv(socket_.get(), piece.data(), piece.size(), 0);
        if (count == 0) return failure("connection closed");
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count < 0) return system_failure();
        arrived_.append(piece.data(), static_cast<std::size_t>(count));
        return Done{};
    }
}

Result<std::string> Stream::receive_until(std::string_view end, std::size_t most, Deadline deadline) {
    for (;;) {
        const auto at = arrived_.find(end);
        if (at != std::string::npos && at <= most) {
            std::string text = arrived_.substr(0, at);
            arrived_.erase(0, at + end.size());
            return text;
        }
        if (arrived_.size() > most)
            return failure("the answer is longer than " + std::to_string(most) + " bytes");
        MME_CHECK(receive_more(deadline));
    }
}

Status Stream::wait_until_taken(Deadline deadline) const {
    for (;;) {
        MME_CHECK(check_not_interrupted());
        // An answer that is on its way has a millisecond to arrive, also when nothing is held back.
        pollfd entry{socket_.get(), POLLIN, 0};
        const int ready = ::poll(&entry, 1, 1);
        if (ready > 0) return Done{};
        if (ready < 0 && errno != EINTR) return system_failure();
        MME_TRY(const int waiting, bytes_held_back(socket_.get()));
        if (waiting == 0) return Done{};
        if (Deadline::clock::now() >= deadline) return failure("time-out");
    }
}

bool Stream::has_arrived() const {
    pollfd entry{socket_.get(), POLLIN, 0};
    return !arrived_.empty() || ::poll(&entry, 1, 0) > 0;
}

}  // namespace mme
