// SPDX-License-Identifier: LGPL-2.1-or-later
// dpkg-hook: asked by apt and dpkg before anything changes. Exit 0 lets them go on, anything else stops them.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "libverify/io/descriptor_limit.h"
#include "libverify/io/fd.h"
#include "plugins/dpkg/host/call.h"
#include "plugins/dpkg/host/plugin_set.h"

#include <fcntl.h>

namespace mme {
namespace {

struct Options {
    std::string front_end, policy, state, log;
    std::string modules = MME_MODULEDIR "/dpkg-plugins";
};

int refuse(const Error& error) {
    std::fprintf(stderr, "mmeverify: refused (%s): %s\n", std::string(name_of(error.code())).c_str(),
                 error.text().c_str());
    return 1;
}

Result<Call> read_call(const Options& options) {
    const bool from_dpkg = std::getenv("DPKG_HOOK_ACTION") != nullptr;
    const bool from_apt = std::getenv("APT_HOOK_INFO_FD") != nullptr;
    if (options.front_end == "dpkg" || (options.front_end.empty() && from_dpkg)) return read_dpkg_call();
    if (options.front_end == "apt" || (options.front_end.empty() && from_apt)) return read_apt_call();
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
                          objections.data(), objections.size()});
}

int run(const Options& options) {
    const auto call = read_call(options);
    if (!call) return refuse(call.error());
    if (call->action == "remove" || call->action == "purge") return 0;
    const mme_dpkg_options places{nullptr, or_null(options.policy), or_null(options.state),
                                  or_null(options.log)};
    const auto plugins = PluginSet::open(options.modules, places);
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
    CLI11_PARSE(app, count, words);
    return run(options);
}

}  // namespace
}  // namespace mme

int main(int count, char** words) {
    try {
        return mme::start(count, words);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "mmeverify: refused (internal-error): %s\n", exception.what());
    }
    return 1;
}
