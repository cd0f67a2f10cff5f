// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/fork_server.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tools/mmemanifest/isolation/child_end.h"
#include "tools/mmemanifest/isolation/scratch_directory.h"

namespace mme::test {
namespace {

constexpr ProcessLimits limits{std::uint64_t{64} << 20U, ~std::uint64_t{0}, 0, 32, false};

/// Does what the request's text says, and sends it back.
void obey(Channel channel) {
    (void)apply_limits(limits);
    Received received;
    while (channel.receive(received) == Transfer::done) {
        const std::string order = MessageReader(received.bytes).text();
        if (order == "crash") ::raise(SIGSEGV);
        if (order == "grow") std::string(std::size_t{100} << 20U, 'x').swap(const_cast<std::string&>(order));
        if (order == "leave") return;
        if (order == "loop")
            for (;;) (void)::getppid();
        if (order == "write") std::ofstream("left behind") << "x";
        (void)channel.send(MessageWriter('a').text(order));
    }
}

/// A fork server in a process of its own.
class Server {
  public:
    Server() : scratch_(ScratchDirectory::make().value()) {
        auto ends = Channel::pair();
        id_ = ::fork();
        if (id_ == 0) {
            ends->first.close();
            if (::chdir(scratch_.path().c_str()) == 0) serve_forks(std::move(ends->second), limits, obey);
            ::_exit(0);
        }
        control_ = std::make_unique<Channel>(std::move(ends->first));
    }
    ~Server() { close(); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    Channel fork() const {
        auto ends = Channel::pair();
        EXPECT_EQ(control_->send(MessageWriter(start_request), ends->second.descriptor()), Transfer::done);
        return std::move(ends->first);
    }
    void close() {
        control_->close();
        if (id_ > 0) ::waitpid(std::exchange(id_, -1), nullptr, 0);
    }
    [[nodiscard]] bool has_scratch() const { return !std::filesystem::is_empty(scratch_.path()); }
    [[nodiscard]] pid_t id() const { return id_; }

  private:
    ScratchDirectory scratch_;
    pid_t id_ = -1;
    std::unique_ptr<Channel> control_;
};

struct Answer {
    char kind = 0;
    std::string text;
};

Answer ask(Channel& channel, const std::string& order) {
    Received received;
    EXPECT_EQ(channel.send(MessageWriter('o').text(order)), Transfer::done);
    if (!channel.wait(POLLIN, Channel::Clock::now() + std::chrono::seconds(20))) return {0, "no answer"};
    if (channel.receive(received) != Transfer::done) return {0, "ended"};
    MessageReader reader(received.bytes);
    return {reader.kind(), reader.text()};
}

TEST(ForkServer, ForksChildrenThatAnswerBesideEachOther) {
    const Server server;
    Channel first = server.fork();
    Channel second = server.fork();
    EXPECT_EQ(ask(second, "hello").text, "hello");
    EXPECT_EQ(ask(first, "again").text, "again");
}

TEST(ForkServer, SaysHowAChildEnded) {
    const Server server;
    const std::pair<const char*, const char*> ends[] = {
        {"crash", "ended by signal 11 (Segmentation fault)"},
        {"grow", "needed more than 64 MB of memory"},
        {"leave", "ended with exit code 0"},
    };
    for (const auto& [order, words] : ends) {
        Channel channel = server.fork();
        const Answer answer = ask(channel, order);
        EXPECT_EQ(answer.kind, end_message) << order;
        EXPECT_EQ(answer.text, words);
        Received received;
        EXPECT_EQ(channel.receive(received), Transfer::ended);
    }
}

TEST(ForkServer, GoesOnAfterACrash) {
    const Server server;
    Channel crashing = server.fork();
    EXPECT_EQ(ask(crashing, "crash").kind, end_message);
    Channel next = server.fork();
    EXPECT_EQ(ask(next, "hello").text, "hello");
}

TEST(ForkServer, KillsAChildWhoseConnectionIsClosed) {
    const Server server;
    {
        Channel channel = server.fork();
        EXPECT_EQ(ask(channel, "write").text, "write");
        EXPECT_TRUE(server.has_scratch());
        ASSERT_EQ(channel.send(MessageWriter('o').text("loop")), Transfer::done);
    }
    for (int i = 0; i < 100 && server.has_scratch(); ++i) ::usleep(20'000);
    EXPECT_FALSE(server.has_scratch());
}

TEST(ForkServer, EndsItsChildrenWithItself) {
    Server server;
    Channel channel = server.fork();
    ASSERT_EQ(channel.send(MessageWriter('o').text("loop")), Transfer::done);
    server.close();
    Received received;
    while (channel.receive(received) == Transfer::done) {
    }
    EXPECT_EQ(channel.try_send(MessageWriter('o')), Transfer::ended);
}

TEST(ForkServer, WhenKilledTakesItsChildrenAlong) {
    Server server;
    Channel channel = server.fork();
    EXPECT_EQ(ask(channel, "hello").text, "hello");
    ASSERT_EQ(channel.send(MessageWriter('o').text("loop")), Transfer::done);
    ::kill(server.id(), SIGKILL);
    Received received;
    ASSERT_TRUE(channel.wait(POLLIN, Channel::Clock::now() + std::chrono::seconds(20)));
    EXPECT_EQ(channel.receive(received), Transfer::ended);
}

}  // namespace
}  // namespace mme::test
