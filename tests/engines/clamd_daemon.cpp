// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/engines/clamd_daemon.h"

#include <fmt/format.h>

#include <stdexcept>
#include <thread>

#include "tools/mmemanifest/engine/stream.h"

namespace mme {
namespace {

using namespace std::chrono_literals;

constexpr const char* configuration =
    "LocalSocket {0}\nTCPSocket {1}\nTCPAddr 127.0.0.1\nDatabaseDirectory {2}\nForeground yes\n"
    "TemporaryDirectory {3}\nSelfCheck 3600\n{4}\n";

std::string answer_to(const Address& address, const std::string& command) {
    const auto deadline = Deadline::clock::now() + 10s;
    auto stream = Stream::connect(address, deadline);
    if (!stream) throw std::runtime_error(stream.error().text());
    if (!stream->send(as_bytes("n" + command + "\n"), deadline)) throw std::runtime_error("clamd is gone");
    const auto line = stream->receive_until("\n", 1000, deadline);
    return line ? *line : line.error().text();
}

}  // namespace

ClamdDaemon::ClamdDaemon(const Scratch& scratch, const std::string& name, const std::string& database,
                         const std::string& settings)
    : socket_(scratch.path(name + ".sock")), port_(free_port()) {
    const auto file = scratch.write(
        name + ".conf", fmt::format(configuration, socket_, port_, database, scratch.path(), settings));
    daemon_ = std::make_unique<Daemon>(std::vector<std::string>{"/usr/sbin/clamd", "--config-file=" + file},
                                       scratch.path(name + ".log"), [this] { return listens_at(socket_); });
}

void ClamdDaemon::reload(const std::string& version) const {
    const Address address{socket_, {}, {}};
    answer_to(address, "RELOAD");
    for (int i = 0; i < 500; ++i, std::this_thread::sleep_for(20ms))
        if (answer_to(address, "VERSION").find("/" + version + "/") != std::string::npos) return;
    throw std::runtime_error("clamd did not load database " + version);
}

}  // namespace mme
