// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/file_engine.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "tests/unit/engine/spooled.h"

namespace mme {
namespace {

/// Names each file by its path and finds it infected; short files take longer than long ones.
class Echo final : public FileEngine {
  public:
    [[nodiscard]] const EngineFacts& facts() const override { return facts_; }
    [[nodiscard]] unsigned threads() const override { return 4; }
    [[nodiscard]] FileAnswer scan(const SpooledFile& file, const EngineFacts& /*stated*/,
                                  const PackageTime& /*time*/) const override {
        if (file.path == "throws") throw std::runtime_error("out of memory");
        if (file.size < 10) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return {FileState::infected, file.path};
    }

  private:
    EngineFacts facts_;
};

TEST(FileSession, GivesTheAnswersInTheOrderOfferedWhateverTheThreadsDo) {
    const Echo engine;
    const auto session = engine.open_session(engine.facts(), {});
    for (int i = 0; i < 200; ++i)
        session->offer(spooled(std::to_string(i), std::string(static_cast<std::size_t>(i) % 3 * 8, 'x')));
    const auto answers = session->finish();
    ASSERT_EQ(answers.size(), 200U);
    for (int i = 0; i < 200; ++i) EXPECT_EQ(answers[static_cast<std::size_t>(i)].text, std::to_string(i));
}

TEST(FileSession, TurnsAnExceptionIntoNotScanned) {
    const Echo engine;
    const auto session = engine.open_session(engine.facts(), {});
    session->offer(spooled("throws", ""));
    const auto answers = session->finish();
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].state, FileState::not_scanned);
    EXPECT_EQ(answers[0].text, "out of memory");
}

TEST(FileSession, MayBeAbandoned) {
    const Echo engine;
    const auto session = engine.open_session(engine.facts(), {});
    for (int i = 0; i < 20; ++i) session->offer(spooled("a", ""));
}

}  // namespace
}  // namespace mme
