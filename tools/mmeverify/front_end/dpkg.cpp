// SPDX-License-Identifier: LGPL-2.1-or-later
// dpkg and apt: both call the same program, dpkg-hook, which loads its plugins.
#include <unistd.h>

#include <algorithm>

#include "libverify/host/safe_place.h"
#include "plugins/dpkg/configuration/configuration.h"
#include "tools/mmeverify/front_end/ask_program.h"
#include "tools/mmeverify/front_end/front_end.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr const char* apt_config_program = "/usr/bin/apt-config";

class CallsDpkgHook : public FrontEnd {
  public:
    CallsDpkgHook(Site site, HookCaller caller) : FrontEnd(std::move(site)), caller_(caller) {}

    [[nodiscard]] fs::path configuration() const override { return hook_file(caller_, site().sysroot); }
    [[nodiscard]] Status check_parts() const override;
    [[nodiscard]] Status enable() const override { return enable_hook(caller_, site().sysroot, command()); }
    [[nodiscard]] Status disable() const override { return disable_hook(caller_, site().sysroot); }

  protected:
    [[nodiscard]] std::string expected_text() const override { return hook_text(caller_, command()); }
    [[nodiscard]] HookCommand command() const;

  private:
    [[nodiscard]] fs::path program() const { return site().below(command().program); }
    [[nodiscard]] fs::path modules() const { return site().below(MME_MODULEDIR "/dpkg-plugins"); }
    [[nodiscard]] Status check_modules() const;
    [[nodiscard]] Result<int> answer_to(const std::string& text) const;

    HookCaller caller_;
};

HookCommand CallsDpkgHook::command() const {
    HookCommand command;
    for (const HookOption& option : site().options) {
        command.options.push_back("--" + option.key);
        command.options.push_back(option.path);
    }
    return command;
}

/// Every plugin in the folder is loaded by dpkg-hook, so each must be safe, and ours among them.
Status CallsDpkgHook::check_modules() const {
    MME_CHECK(check_safe_place(modules() / "mmeverify-dpkg.so", Code::policy_unsafe));
    std::error_code error;
    fs::directory_iterator entry(modules(), error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error))
        MME_CHECK(check_safe_place(entry->path(), Code::policy_unsafe));
    if (error) return fail(Code::internal_error, modules().string() + ": " + error.message());
    return Done{};
}

Result<int> CallsDpkgHook::answer_to(const std::string& text) const {
    MME_TRY(
        const auto answer,
        ask_program({{program().string(), "--self-test", "--for", "apt", "--module-dir", modules().string()},
                     {"PATH=/usr/bin:/bin", "LC_ALL=C"},
                     text}));
    return answer.exit;
}

/// A transaction of nothing must pass, which needs every plugin to load; one that is no transaction must not.
Status CallsDpkgHook::check_parts() const {
    MME_CHECK(check_safe_place(program(), Code::policy_unsafe));
    MME_CHECK(check_modules());
    MME_TRY(const int to_nothing, answer_to("VERSION 3\n\n"));
    MME_TRY(const int to_nonsense, answer_to("nonsense\n"));
    if (to_nothing == 0 && to_nonsense != 0) return Done{};
    return fail(Code::internal_error, program().string() +
                                          " fails its self-test: an empty transaction gave exit " +
                                          std::to_string(to_nothing) + ", wanted 0; nonsense gave " +
                                          std::to_string(to_nonsense) + ", wanted a refusal");
}

class Dpkg : public CallsDpkgHook {
  public:
    explicit Dpkg(const Site& site) : CallsDpkgHook(site, HookCaller::dpkg) {}
    [[nodiscard]] std::string_view name() const override { return "dpkg"; }

  protected:
    [[nodiscard]] fs::path landmark() const override { return site().below("/usr/bin/dpkg"); }
    /// dpkg has no command that prints its configuration; it reads every file of the folder and has no
    /// option that takes a pre-invoke away.
    [[nodiscard]] ReportLine ask_it() const override {
        return {"dpkg in force",
                State::not_asked,
                "dpkg cannot be asked; it runs every pre-invoke of " + configuration().parent_path().string(),
                {}};
    }
};

class Apt : public CallsDpkgHook {
  public:
    explicit Apt(const Site& site) : CallsDpkgHook(site, HookCaller::apt) {}
    [[nodiscard]] std::string_view name() const override { return "apt"; }

  protected:
    [[nodiscard]] fs::path landmark() const override { return site().below("/usr/bin/apt-get"); }
    [[nodiscard]] ReportLine ask_it() const override;

  private:
    [[nodiscard]] Status check_dump(const std::string& dump) const;
};

Status Apt::check_dump(const std::string& dump) const {
    const std::string lines = "\n" + dump;
    for (const std::string& wanted : apt_dump_lines(command()))
        if (lines.find("\n" + wanted + "\n") == std::string::npos)
            return fail(Code::internal_error, "apt-config dump lacks '" + wanted + "'");
    return Done{};
}

ReportLine Apt::ask_it() const {
    std::error_code error;
    if (!fs::exists(apt_config_program, error))
        return {"apt in force", State::not_asked, std::string("there is no ") + apt_config_program, {}};
    ProgramCall call{
        {apt_config_program, "--format", "%f %v%n", "dump"}, {"PATH=/usr/bin:/bin", "LC_ALL=C"}, {}};
    if (!site().sysroot.empty()) {
        call.environment.emplace_back("APT_CONFIG=/dev/stdin");
        call.input = "Dir \"" + site().sysroot.string() + "/\";\n";
    }
    const auto answer = ask_program(call);
    const std::string hint = "find the file in " + configuration().parent_path().string() +
                             " or apt.conf that clears or breaks it";
    if (!answer) return judged("apt in force", answer.error(), {}, hint);
    if (answer->exit != 0)
        return {
            "apt in force", State::not_in_order,
            "apt cannot read its configuration: " + answer->complaint.substr(0, answer->complaint.find('\n')),
            hint};
    return judged("apt in force", check_dump(answer->output),
                  "apt says that it calls " + command().program.string(), hint);
}

}  // namespace

std::unique_ptr<FrontEnd> make_dpkg(const Site& site) {
    return std::make_unique<Dpkg>(site);
}

std::unique_ptr<FrontEnd> make_apt(const Site& site) {
    return std::make_unique<Apt>(site);
}

}  // namespace mme
