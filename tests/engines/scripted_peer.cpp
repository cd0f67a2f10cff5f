// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/engines/scripted_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <stdexcept>

#include "tests/engines/daemon.h"

namespace mme {
namespace {

constexpr int patience_milliseconds = 5000;

Fd listen_at(int port, int receive_buffer) {
    Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (receive_buffer > 0)
        ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    if (::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(socket.get(), 16) != 0)
        throw std::runtime_error("no socket to listen at");
    return socket;
}

}  // namespace

bool ScriptedPeer::Line::read_more() {
    pollfd entry{socket_, POLLIN, 0};
    std::array<char, 65536> piece{};
    if (::poll(&entry, 1, patience_milliseconds) <= 0) return false;
    const ssize_t count = ::recv(socket_, piece.data(), piece.size(), 0);
    if (count <= 0) return false;
    arrived_.append(piece.data(), static_cast<std::size_t>(count));
    return true;
}

std::string ScriptedPeer::Line::read_until(const std::string& end) {
    while (arrived_.find(end) == std::string::npos)
        if (!read_more()) return std::exchange(arrived_, {});
    const auto at = arrived_.find(end);
    std::string text = arrived_.substr(0, at);
    arrived_.erase(0, at + end.size());
    return text;
}

std::string ScriptedPeer::Line::read_bytes(std::size_t count) {
    while (arrived_.size() < count)
        if (!read_more()) return std::exchange(arrived_, {});
    std::string text = arrived_.substr(0, count);
    arrived_.erase(0, count);
    return text;
}

void ScriptedPeer::Line::write(const std::string& text) const {
    for (std::size_t sent = 0; sent < text.size();) {
        const ssize_t count = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) return;
        sent += static_cast<std::size_t>(count);
    }
}

void ScriptedPeer::Line::wait_for_end() {
    while (read_more()) arrived_.clear();
}

ScriptedPeer::ScriptedPeer(Script script, int receive_buffer)
    : script_(std::move(script)),
      port_(free_port()),
      socket_(listen_at(port_, receive_buffer)),
      accepting_([this] { serve(); }) {}

ScriptedPeer::~ScriptedPeer() {
    ended_ = true;
    accepting_.join();
    for (auto& thread : serving_) thread.join();
}

void ScriptedPeer::serve() {
    while (!ended_) {
        pollfd entry{socket_.get(), POLLIN, 0};
        if (::poll(&entry, 1, 20) <= 0) continue;
        const int connection = ::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC);
        serving_.emplace_back([this, connection] {
            const Fd owner(connection);
            Line line(connection);
            script_(line);
        });
    }
}

}  // namespace mme
