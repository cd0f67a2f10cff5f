// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/engine/profile_facts.h"

#include "libverify/process/run_command.h"
#include "tools/mmemanifest/engine/output_lines.h"
#include "tools/mmemanifest/set/interrupt.h"

namespace mme {
namespace {

constexpr std::size_t max_output_bytes = std::size_t{1} << 20U;

using Outputs = std::map<std::vector<std::string>, std::string>;

class Asking {
  public:
    Asking(const Profile& profile, std::chrono::milliseconds timeout)
        : profile_(profile), timeout_(timeout) {}

    Result<std::string> value(const FactSource& source, const std::string& fact) {
        MME_TRY(const auto output, output_of(source.command));
        for (const auto line : lines_of(output))
            if (const auto groups = source.pattern.find(line)) return reportable(groups->at("value"));
        return fail(Code::internal_error, profile_.title + ": " + source.command[0] + " does not print its " +
                                              fact + "; found '" + reportable(output.substr(0, 200)) + "'");
    }

  private:
    Result<std::string> output_of(const std::vector<std::string>& command) {
        const auto known = outputs_.find(command);
        if (known != outputs_.end()) return known->second;
        MME_TRY(auto outcome,
                run_command({command, profile_.environment, "/", timeout_, max_output_bytes, interrupted}));
        // The exit code is not looked at: some scanners end with another one than 0 when asked for a version.
        if (outcome.end != Outcome::End::exited)
            return fail(Code::internal_error, profile_.title + ": " + command[0] + ": " + describe(outcome));
        return outputs_[command] = std::move(outcome.output);
    }

    const Profile& profile_;
    std::chrono::milliseconds timeout_;
    Outputs outputs_;
};

}  // namespace

Result<EngineFacts> ask_profile_facts(const Profile& profile, std::chrono::milliseconds timeout) {
    Asking asking(profile, timeout);
    EngineFacts facts;
    facts.title = profile.title;
    MME_TRY(facts.version, asking.value(*profile.engine_version, "engine version"));
    MME_TRY(facts.database_version, asking.value(*profile.database_version, "database version"));
    MME_TRY(const auto date, asking.value(*profile.database_date, "database date"));
    MME_TRY(facts.database_date, parse_date(date, profile.date_format, profile.zone));
    return facts;
}

}  // namespace mme
