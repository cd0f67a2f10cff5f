// SPDX-License-Identifier: LGPL-2.1-or-later
// rpm, and with it dnf, zypper and PackageKit: a macro names the plugin.
#include <dlfcn.h>
#include <pwd.h>

#include "libverify/embed/embed.h"
#include "libverify/host/safe_place.h"
#include "tools/mmeverify/front_end/ask_program.h"
#include "tools/mmeverify/front_end/front_end.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

constexpr const char* rpm_program = "/usr/bin/rpm";

std::string options_text(const std::vector<HookOption>& options) {
    std::string text;
    for (const HookOption& option : options) text += " " + option.key + "=" + option.path;
    return text;
}

std::string without_line_end(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

std::string roots_home() {
    const passwd* root = ::getpwuid(0);
    return root == nullptr ? "/root" : root->pw_dir;
}

/// rpm's own default, prefixed: later files override earlier ones.
std::string macro_files_below(const Site& site) {
    std::string files;
    for (const char* path :
         {"/usr/lib/rpm/macros", "/usr/lib/rpm/macros.d/macros.*", "/usr/lib/rpm/platform/%{_target}/macros",
          "/usr/lib/rpm/fileattrs/*.attr", "/usr/lib/rpm/*/macros", "/etc/rpm/macros.*", "/etc/rpm/macros",
          "/etc/rpm/%{_target}/macros", "/root/.rpmmacros", "/root/.config/rpm/macros"})
        files += (files.empty() ? "" : ":") + site.below(path).string();
    return files;
}

class Rpm : public FrontEnd {
  public:
    using FrontEnd::FrontEnd;

    [[nodiscard]] std::string_view name() const override { return "rpm"; }
    [[nodiscard]] fs::path configuration() const override {
        return site().below("/usr/lib/rpm/macros.d/macros.transaction_mmeverify");
    }
    [[nodiscard]] Status check_parts() const override;
    [[nodiscard]] Status enable() const override;
    [[nodiscard]] Status disable() const override;

  protected:
    [[nodiscard]] fs::path landmark() const override { return site().below("/usr/lib/rpm/macros"); }
    [[nodiscard]] std::string expected_text() const override {
        return "%__transaction_mmeverify %{__plugindir}/mmeverify.so" + options_text(site().options) + "\n";
    }
    [[nodiscard]] ReportLine ask_it() const override;
};

/// rpm passes over a missing plugin in silence. Only code that root alone could have put there is loaded.
Status Rpm::check_parts() const {
    const fs::path plugin = site().below(MME_RPM_PLUGIN);
    MME_CHECK(check_safe_place(plugin, Code::policy_unsafe));
    void* object = ::dlopen(plugin.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (object == nullptr)
        return fail(Code::internal_error, std::string("it cannot be loaded: ") + ::dlerror());
    const bool has_hooks = ::dlsym(object, "mmeverify_hooks") != nullptr;
    ::dlclose(object);
    if (has_hooks) return Done{};
    return fail(Code::internal_error, plugin.string() + " has no symbol mmeverify_hooks");
}

Status Rpm::enable() const {
    std::error_code error;
    fs::create_directories(configuration().parent_path(), error);
    return write_file_atomically(configuration(), as_bytes(expected_text()));
}

Status Rpm::disable() const {
    std::error_code error;
    fs::remove(configuration(), error);
    if (error) return fail(Code::internal_error, configuration().string() + ": " + error.message());
    return Done{};
}

ReportLine Rpm::ask_it() const {
    std::error_code error;
    if (!fs::exists(landmark(), error) || !fs::exists(rpm_program, error))
        return {"rpm in force", State::not_asked, "there is no rpm to ask about " + landmark().string(), {}};
    ProgramCall call{{rpm_program}, {"HOME=" + roots_home(), "PATH=/usr/bin:/bin", "LC_ALL=C"}, {}};
    if (!site().sysroot.empty()) {
        call.words.emplace_back("--macros");
        call.words.push_back(macro_files_below(site()));
    }
    call.words.insert(call.words.end(), {"--eval", "%{?__transaction_mmeverify}"});
    const auto answer = ask_program(call);
    if (!answer) return judged("rpm in force", answer.error(), {}, {});
    const std::string found = without_line_end(answer->output);
    const std::string wanted = MME_RPM_PLUGIN + options_text(site().options);
    if (answer->exit == 0 && found == wanted)
        return {"rpm in force", State::in_order, "rpm says " + wanted, {}};
    return {"rpm in force", State::not_in_order,
            "rpm says '" + found + "' for %__transaction_mmeverify, wanted '" + wanted + "'",
            "find who else sets %__transaction_mmeverify or %__plugindir: /etc/rpm, ~/.rpmmacros"};
}

}  // namespace

std::unique_ptr<FrontEnd> make_rpm(const Site& site) {
    return std::make_unique<Rpm>(site);
}

}  // namespace mme
