// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/isolated_engine.h"

#include "tools/mmemanifest/engine/engine_greeting.h"

namespace mme {
namespace {

class IsolatedEngine final : public Engine {
  public:
    IsolatedEngine(std::unique_ptr<WorkerProgram> program, EngineGreeting greeting, std::chrono::seconds most)
        : program_(std::move(program)), greeting_(std::move(greeting)), most_for_a_file_(most) {}

    [[nodiscard]] const EngineFacts& facts() const override { return greeting_.facts; }
    [[nodiscard]] std::optional<std::string> beyond_facts() const override { return greeting_.beyond; }
    [[nodiscard]] std::unique_ptr<Session> open_session(const EngineFacts& /*stated*/,
                                                        const PackageTime& time) const override {
        return open_isolated_session(*program_, most_for_a_file_, time);
    }

  private:
    std::unique_ptr<WorkerProgram> program_;
    EngineGreeting greeting_;
    std::chrono::seconds most_for_a_file_;
};

}  // namespace

Result<std::unique_ptr<Engine>> open_isolated(const IsolatedEngineOptions& options) {
    MME_TRY(auto program, WorkerProgram::start({"engine", options.kind, options.source}));
    MME_TRY(auto greeting, read_greeting(program->greeting()));
    return std::unique_ptr<Engine>(
        std::make_unique<IsolatedEngine>(std::move(program), std::move(greeting), options.most_for_a_file));
}

}  // namespace mme
