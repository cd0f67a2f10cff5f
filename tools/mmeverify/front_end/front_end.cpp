// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmeverify/front_end/front_end.h"

#include "libverify/embed/embed.h"
#include "libverify/host/safe_place.h"
#include "libverify/io/package_file.h"

namespace mme {

namespace fs = std::filesystem;

Status FrontEnd::check_configuration() const {
    MME_CHECK(check_safe_place(configuration(), Code::policy_unsafe));
    MME_TRY(const PackageFile file, PackageFile::open(configuration()));
    const std::string expected = expected_text();
    if (file.size() == expected.size()) {
        MME_TRY(const Bytes found, file.read_range(0, file.size()));
        if (as_text(found) == expected) return Done{};
    }
    return fail(Code::internal_error, configuration().string() +
                                          " is not what 'mmeverify enable' writes with the same --policy, "
                                          "--state and --log");
}

Report FrontEnd::inspect() const {
    const std::string me(name());
    const std::string again = "mmeverify enable " + me;
    std::error_code error;
    if (fs::symlink_status(configuration(), error).type() == fs::file_type::not_found) {
        if (!fs::exists(landmark(), error))
            return {{me, State::not_present, "there is no " + landmark().string(), {}}};
        return {
            {me, State::not_enabled, me + " does not ask: there is no " + configuration().string(), again}};
    }
    return {judged(me + " configuration", check_configuration(), configuration().string(),
                   "have root own it, chmod go-w, and '" + again + "' again"),
            judged(me + " plugin", check_parts(), "loads and answers",
                   "install mmeverify's plugin for " + me + " again"),
            ask_it()};
}

std::vector<std::unique_ptr<FrontEnd>> front_ends([[maybe_unused]] const Site& site) {
    std::vector<std::unique_ptr<FrontEnd>> known;
#ifdef MME_WITH_RPM
    known.push_back(make_rpm(site));
#endif
#ifdef MME_WITH_DPKG
    known.push_back(make_dpkg(site));
    known.push_back(make_apt(site));
#endif
    return known;
}

}  // namespace mme
