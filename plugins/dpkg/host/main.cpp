// SPDX-License-Identifier: LGPL-2.1-or-later
// dpkg-hook: asked by apt and dpkg before anything changes. Exit 0 lets them go on, anything else stops them.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "libverify/io/descriptor_limit.h"
#include "libverify/io/fd.h"
#include "manifest/printable.h"
#include "plugins/dpkg/host/call.h"
#include "plugins/dpkg/host/plugin_set.h"

#include <fcntl.h>

namespace mme {
namespace {

struct Options {
    std::string front_end, policy, state, log;
    std::string modules = MME_MODULEDIR "/dpkg-plugins";
    bool after = false;
    bool self_test = false;
};

int refuse(const Error& error) {
    std::fprintf(stderr, "mmeverify: refused (%s): %s\n", std::string(name_of(error.code())).c_str(),
                 printable(error.text()).c_str());
    return 1;
}

/// Who calls: "dpkg", "apt", or "" if neither does.
std::string caller(const Options& options) {
    if (!options.front_end.empty()) return options.front_end;
    if (std::getenv("DPKG_HOOK_ACTION") != nullptr) return "dpkg";
    return std::getenv("APT_HOOK_INFO_FD") != nullptr ? "apt" : "";
}

Result<Call> read_call(const std::string& caller) {
    if (caller == "dpkg") return read_dpkg_call();
    if (caller == "apt") return read_apt_call();
    return fail(Code::internal_error, "neither apt nor dpkg called this hook; it is not run by hand");
}

const char* or_null(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

/// Opens the archives here, so that every plugin reads the same inodes.
bool ask(const PluginSet& plugins, const Call& call) {
    const DescriptorLimit room_for_all(2 * call.archives.size());  // a plugin copies each
    std::vector<Fd> descriptors;
    std::vector<mme_dpkg_archive> archives;
    for (const auto& one : call.archives) {
        const Fd& opened =
            descriptors.emplace_back(open(one.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
        archives.push_back({one.path.c_str(), opened.get(), or_null(one.installed_version)});
    }
    std::vector<mme_dpkg_objection> objections;
    for (const auto& one : call.objections)
        objections.push_back({name_of(one.code()).data(), one.detail().c_str()});
    return plugins.allow({call.action.c_str(), call.front_end.c_str(), archives.data(), archives.size(),
                          objections.data(), objections.size(), call.root.c_str()});
}

mme_dpkg_options places_of(const Options& options) {
    return {nullptr, or_null(options.policy), or_null(options.state), or_null(options.log)};
}

/// Nothing can be refused any more, so nothing is an error. What was only unpacked has not put its
/// configuration files in place yet; the run that configures it comes.
int run_after(const Options& options) {
    const char* action = std::getenv("DPKG_HOOK_ACTION");
    if (action != nullptr && std::string(action) == "unpack") return 0;
    const auto plugins = PluginSet::open(options.modules, places_of(options));
    if (plugins)
        plugins->tell_over(options.front_end);
    else
        std::fprintf(stderr, "mmeverify: %s\n", printable(plugins.error().text()).c_str());
    return 0;
}

/// A removal, or a list of apt's in which nothing is unpacked, passes before anything here could fail.
bool brings_no_archive(const Call& call) {
    if (call.action == "configure" || call.action == "triggers-only")
        return false;  // plugins have hooks for these
    return call.archives.empty() && call.objections.empty();
}

/// Has the plugins record what was not understood; refused it is in any case.
int refuse_call(const Options& options, const std::string& caller, const Error& error) {
    const char* action = std::getenv("DPKG_HOOK_ACTION");
    const bool from_dpkg = caller == "dpkg" && action != nullptr;
    if (const auto plugins = PluginSet::open(options.modules, places_of(options)))
        (void)ask(*plugins, {caller, from_dpkg ? action : "install", {}, {error}, {}});
    return refuse(error);
}

int run(const Options& options) {
    if (options.after) return run_after(options);
    const std::string from = caller(options);
    const auto call = read_call(from);
    if (!call) return options.self_test ? refuse(call.error()) : refuse_call(options, from, call.error());
    if (brings_no_archive(*call) && !options.self_test) return 0;
    const auto plugins = PluginSet::open(options.modules, places_of(options));
    if (!plugins) return refuse(plugins.error());
    return ask(*plugins, *call) ? 0 : 1;
}

int start(int count, char** words) {
    CLI::App app(
        "Asked by apt and dpkg before they change anything; written into their configuration by "
        "`mmeverify enable`.");
    Options options;
    app.add_option("--for", options.front_end, "Who calls: apt or dpkg")
        ->check(CLI::IsMember({"apt", "dpkg"}));
    app.add_option("--policy", options.policy, "The policy file");
    app.add_option("--state", options.state, "The state folder");
    app.add_option("--log", options.log, "The journal's folder");
    app.add_option("--module-dir", options.modules, "The folder of the plugins (*.so)");
    app.add_flag("--after", options.after, "The run is over: see whether enforcement still stands");
    app.add_flag("--self-test", options.self_test,
                 "Load the plugins also for a list without an archive, and record nothing");
    try {
        app.parse(count, words);
    } catch (const CLI::Success& asked) {
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        return refuse(fail(Code::internal_error, error.what()));
    }
    return run(options);
}

}  // namespace
}  // namespace mme

int main(int count, char** words) {
    std::signal(SIGPIPE, SIG_IGN);  // a refusal that nobody reads is still one
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return mme::start(count, words);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "mmeverify: refused (internal-error): %s\n",
                     mme::printable(exception.what()).c_str());
    }
    return 1;
}
