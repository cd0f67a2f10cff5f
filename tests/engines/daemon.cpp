// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tests/engines/daemon.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "tools/mmemanifest/engine/stream.h"

namespace mme {
namespace {

using namespace std::chrono_literals;

pid_t start(const std::vector<std::string>& command, const std::string& log) {
    std::vector<char*> arguments;
    for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t process = ::fork();
    if (process != 0) return process;
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int input = ::open("/dev/null", O_RDONLY);
    ::dup2(input, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

std::string content_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool listens(const Address& address) {
    return Stream::connect(address, Deadline::clock::now() + 1s).has_value();
}

}  // namespace

Daemon::Daemon(const std::vector<std::string>& command, const std::string& log,
               const std::function<bool()>& ready)
    : process_(start(command, log)) {
    for (const auto end = Deadline::clock::now() + 30s; Deadline::clock::now() < end;) {
        if (has_ended()) break;
        if (ready()) return;
        std::this_thread::sleep_for(20ms);
    }
    end(9);
    throw std::runtime_error(command[0] + " did not start: " + content_of(log));
}

bool Daemon::has_ended() {
    if (process_ > 0 && ::waitpid(process_, nullptr, WNOHANG) == process_) process_ = -1;
    return process_ < 0;
}

void Daemon::end(int signal) {
    if (process_ < 0) return;
    ::kill(process_, signal);
    for (int i = 0; i < 250 && !has_ended(); ++i) std::this_thread::sleep_for(20ms);
    if (process_ < 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

int free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(socket);
    if (!bound) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

bool listens_at(const std::string& socket) {
    return listens({socket, {}, {}});
}

bool listens_at(int port) {
    return listens({{}, "127.0.0.1", std::to_string(port)});
}

}  // namespace mme
