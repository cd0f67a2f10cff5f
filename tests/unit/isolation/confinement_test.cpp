// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/isolation/confinement.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "libverify/io/fd.h"
#include "tools/mmemanifest/isolation/landlock.h"
#include "tools/mmemanifest/isolation/scratch_directory.h"

namespace mme::test {
namespace {

constexpr ProcessLimits small{std::uint64_t{64} << 20U, std::uint64_t{1} << 20U, 0, 32, false};

/// What a try in a child came to: 1 if it held, 0 if not.
using Try = std::function<bool()>;

int status_of(pid_t child) {
    int status = -1;
    ::waitpid(child, &status, 0);
    return status;
}

/// In a child: the steps that a worker takes, then the try. As an ordinary user where `user` says so.
[[noreturn]] void confined(const std::string& scratch, bool user, const Try& attempt) {
    if (::chdir(scratch.c_str()) != 0) ::_exit(90);
    if (user && ::setresuid(nobody, nobody, nobody) != 0) ::_exit(91);
    auto confinement = Confinement::begin();
    if (!confinement) ::_exit(92);
    confinement->confine_server(".", {std::uint64_t{1} << 30U, ~std::uint64_t{0}, 0, 64, true});
    end_without_memory();
    const pid_t worker = ::fork();
    if (worker == 0) ::_exit(confinement->confine_worker(".", small) ? (attempt() ? 1 : 0) : 93);
    const int status = status_of(worker);
    if (WIFSIGNALED(status)) ::_exit(100 + WTERMSIG(status));
    ::_exit(WEXITSTATUS(status));
}

int outcome(const Try& attempt, bool user = false) {
    const auto scratch = ScratchDirectory::make();
    const pid_t child = ::fork();
    if (child == 0) confined(scratch->path(), user, attempt);
    return WEXITSTATUS(status_of(child));
}

bool can_read(const char* path) {
    return static_cast<bool>(Fd(::open(path, O_RDONLY)));
}

struct Attempt {
    const char* name;
    bool (*works)();
};

/// Every one works in this test's own process, or would with somebody at the other end.
const Attempt refused[] = {
    {"ReadTheShadowFile", [] { return can_read("/etc/shadow"); }},
    {"ReadAnyFile", [] { return can_read("/etc/passwd"); }},
    {"ReadItsOwnEnvironment", [] { return can_read("/proc/self/environ"); }},
    {"WriteBesideItsScratch",
     [] { return static_cast<bool>(Fd(::open("/tmp/mme-escaped", O_CREAT, 0600))); }},
    {"LeaveItsScratch", [] { return static_cast<bool>(Fd(::open("../escaped", O_CREAT, 0600))); }},
    {"MakeASocket", [] { return static_cast<bool>(Fd(::socket(AF_INET, SOCK_STREAM, 0))); }},
    {"MakeALocalSocket", [] { return static_cast<bool>(Fd(::socket(AF_UNIX, SOCK_STREAM, 0))); }},
    {"TraceItsParent", [] { return ::ptrace(PTRACE_SEIZE, ::getppid(), nullptr, nullptr) == 0; }},
    {"SignalItsParent", [] { return ::kill(::getppid(), 0) == 0; }},
    {"Fork", [] { return ::fork() >= 0; }},
    {"RunAProgram", [] { return ::execl("/bin/true", "true", nullptr) == 0; }},
    {"BecomeRoot", [] { return ::setresuid(0, 0, 0) == 0; }},
    {"ChangeAnOwner", [] { return ::fchown(STDIN_FILENO, 0, 0) == 0; }},
    {"RaiseItsLimits",
     [] {
         const rlimit more{256, 256};
         return ::setrlimit(RLIMIT_NOFILE, &more) == 0;
     }},
};

class Refused : public testing::TestWithParam<Attempt> {};

TEST_P(Refused, ToAWorkerOfRoot) {
    if (::getuid() != 0) GTEST_SKIP() << "run as root";
    EXPECT_EQ(outcome(GetParam().works, false), 0);
}

TEST_P(Refused, ToAWorkerOfAnOrdinaryUser) {
    EXPECT_EQ(outcome(GetParam().works, ::getuid() == 0), 0);
}

INSTANTIATE_TEST_SUITE_P(Isolation, Refused, testing::ValuesIn(refused),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Confinement, LeavesAWorkerItsScratchAndItsDescriptors) {
    const Fd input(::open("/etc/hostname", O_RDONLY));
    EXPECT_EQ(outcome([&] {
                  char byte = 0;
                  const Fd file(::open("made", O_CREAT | O_RDWR, 0600));
                  return file && ::write(file.get(), "x", 1) == 1 && ::pread(input.get(), &byte, 1, 0) == 1 &&
                         ::mkdir("below", 0700) == 0 && ::rmdir("below") == 0 && ::unlink("made") == 0;
              }),
              1);
}

TEST(Confinement, LeavesAnUnnamedFileThatCanBeOpenedAgainForReading) {
    EXPECT_EQ(outcome([] {
                  const Fd file(::open(".", O_TMPFILE | O_RDWR, 0600));
                  const std::string link = "/proc/self/fd/" + std::to_string(file.get());
                  return file && Fd(::open(link.c_str(), O_RDONLY));
              }),
              1);
}

TEST(Confinement, EndsAWorkerThatNeedsMoreMemory) {
    EXPECT_EQ(outcome([] {
                  std::string much(std::size_t{100} << 20U, 'x');
                  return much.back() == 'x';
              }),
              out_of_memory_exit);
}

TEST(Confinement, EndsAWorkerThatWritesALargeFile) {
    const int ended = outcome([] {
        const Fd file(::open("large", O_CREAT | O_RDWR, 0600));
        const std::string piece(std::size_t{2} << 20U, 'x');
        return ::write(file.get(), piece.data(), piece.size()) == static_cast<ssize_t>(piece.size());
    });
    EXPECT_TRUE(ended == 0 || ended == 100 + SIGXFSZ) << ended;
}

TEST(Confinement, StatesEveryLayerOfThisMachine) {
    const auto scratch = ScratchDirectory::make();
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        if (::chdir(scratch->path().c_str()) != 0) ::_exit(1);
        auto confinement = Confinement::begin();
        confinement->confine_server(".", small);
        const auto& layers = confinement->layers();
        ::_exit(::write(ends[1], layers.data(), layers.size()) > 0 ? 0 : 1);
    }
    EXPECT_EQ(status_of(child), 0);
    std::array<char, 512> text{};
    const ssize_t size = ::read(ends[0], text.data(), text.size());
    const std::string layers(text.data(), static_cast<std::size_t>(size));
    for (const char* layer : {"no-new-privileges", "rlimits", "no-capabilities", "seccomp"})
        EXPECT_NE(layers.find(layer), std::string::npos) << layers;
    if (landlock_version() > 0) {
        EXPECT_NE(layers.find("landlock-" + std::to_string(landlock_version())), std::string::npos) << layers;
    }
}

}  // namespace
}  // namespace mme::test
