// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

namespace mme::test {
namespace {

struct Ends {
    Channel here;
    Channel there;
};

Ends connected() {
    auto ends = Channel::pair();
    return {std::move(ends->first), std::move(ends->second)};
}

TEST(Channel, KeepsMessagesApartAndInOrder) {
    auto [here, there] = connected();
    for (const char* text : {"one", "two"})
        ASSERT_EQ(here.try_send(MessageWriter('t').text(text)), Transfer::done);
    for (const char* text : {"one", "two"}) {
        Received received;
        ASSERT_EQ(there.try_receive(received), Transfer::done);
        MessageReader reader(received.bytes);
        EXPECT_EQ(reader.text(), text);
        EXPECT_FALSE(received.descriptor);
    }
    Received received;
    EXPECT_EQ(there.try_receive(received), Transfer::not_now);
}

TEST(Channel, CarriesADescriptorThatIsClosedOnExec) {
    auto [here, there] = connected();
    Fd file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    ASSERT_EQ(here.try_send(MessageWriter('f'), file.get()), Transfer::done);
    Received received;
    ASSERT_EQ(there.try_receive(received), Transfer::done);
    ASSERT_TRUE(received.descriptor);
    EXPECT_NE(::fcntl(received.descriptor.get(), F_GETFD) & FD_CLOEXEC, 0);
}

TEST(Channel, SaysWhenTheOtherEndIsGone) {
    auto [here, there] = connected();
    ASSERT_EQ(here.try_send(MessageWriter('l')), Transfer::done);
    here.close();
    Received received;
    EXPECT_EQ(there.try_receive(received), Transfer::done);
    EXPECT_EQ(there.try_receive(received), Transfer::ended);
    EXPECT_EQ(there.try_send(MessageWriter('x')), Transfer::ended);
}

TEST(Channel, GivesLastWordsOfAnEndThatDidNotReadAll) {
    auto [here, there] = connected();
    ASSERT_EQ(here.try_send(MessageWriter('u').text("unread")), Transfer::done);
    ASSERT_EQ(there.try_send(MessageWriter('l').text("last words")), Transfer::done);
    there.close();
    Received received;
    ASSERT_EQ(here.try_receive(received), Transfer::done);
    EXPECT_EQ(MessageReader(received.bytes).text(), "last words");
    EXPECT_EQ(here.try_receive(received), Transfer::ended);
}

TEST(Channel, DoesNotWaitForRoom) {
    auto [here, there] = connected();
    const MessageWriter message = MessageWriter('x').text(std::string(max_message_text, 'x'));
    Transfer sent = Transfer::done;
    for (int i = 0; i < 1000 && sent == Transfer::done; ++i) sent = here.try_send(message);
    EXPECT_EQ(sent, Transfer::not_now);
    EXPECT_FALSE(here.wait(POLLOUT, Channel::Clock::now()));
}

TEST(Channel, TakesNoMessageThatIsTooLong) {
    auto [here, there] = connected();
    const Bytes bytes(max_message_bytes + 1);
    ASSERT_EQ(::send(here.descriptor(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    Received received;
    EXPECT_EQ(there.try_receive(received), Transfer::ended);
}

TEST(Channel, KeepsNoDescriptorBeyondTheFirst) {
    auto [here, there] = connected();
    union {
        cmsghdr header;
        char room[CMSG_SPACE(2 * sizeof(int))];
    } attachment{};
    char byte = 'x';
    iovec content{&byte, 1};
    msghdr message{};
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    message.msg_control = attachment.room;
    message.msg_controllen = sizeof attachment.room;
    attachment.header.cmsg_level = SOL_SOCKET;
    attachment.header.cmsg_type = SCM_RIGHTS;
    attachment.header.cmsg_len = CMSG_LEN(2 * sizeof(int));
    const int two[] = {0, 1};
    std::memcpy(CMSG_DATA(&attachment.header), two, sizeof two);
    ASSERT_EQ(::sendmsg(here.descriptor(), &message, 0), 1);
    const Fd next_free(::dup(0));
    const int before = next_free.get();
    Received received;
    EXPECT_EQ(there.try_receive(received), Transfer::ended);
    received.descriptor.reset();
    const Fd still_free(::dup(0));
    EXPECT_LE(still_free.get(), before + 1);
}

}  // namespace
}  // namespace mme::test
