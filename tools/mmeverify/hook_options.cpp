// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmeverify/hook_options.h"

#include "libverify/host/plain_path.h"

namespace mme {
namespace {

std::string inside(const std::string& sysroot, const std::string& path) {
    return !sysroot.empty() && path.starts_with(sysroot + '/') ? path.substr(sysroot.size()) : path;
}

}  // namespace

Result<std::vector<HookOption>> hook_options(const CommonOptions& common) {
    const HostLayout defaults;
    std::vector<HookOption> options;
    const auto add = [&](const char* key, const std::string& given, const std::string& standard) -> Status {
        if (given.empty()) return Done{};
        const std::string path = inside(common.sysroot, given);
        if (!is_plain_path(path))
            return fail(Code::internal_error,
                        std::string("--") + key + " " + path +
                            ": in a package manager's configuration a path may hold letters, digits and "
                            "/._-=+ only");
        if (path != standard) options.push_back({key, path});
        return Done{};
    };
    MME_CHECK(add("policy", common.policy, defaults.policy.string()));
    MME_CHECK(add("state", common.state, defaults.state.string()));
    MME_CHECK(add("log", common.log, defaults.log.string()));
    return options;
}

}  // namespace mme
