// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/scope/guarded_places.h"

namespace mme {
namespace {

std::string directory(const std::filesystem::path& path) {
    return (path.lexically_normal() / "").string();
}

}  // namespace

std::vector<std::string> product_places(const HostLayout& host) {
    const HostLayout standard;
    std::vector<std::string> places{
        MME_BINDIR "/mmeverify",
        MME_LIBEXECDIR "/",
        MME_MODULEDIR "/",
        MME_RPM_PLUGINDIR "/mmeverify.so",
        "/usr/lib/rpm/macros.d/macros.transaction_mmeverify",
        "/etc/apt/apt.conf.d/05mmeverify",
        "/etc/dpkg/dpkg.cfg.d/mmeverify",
        directory(standard.policy.parent_path()),
    };
    for (const HostLayout& layout : {standard, host}) {
        places.push_back(layout.policy.lexically_normal().string());
        for (const auto& path :
             {layout.keys(), layout.revocations(), layout.waivers(), layout.state, layout.log})
            places.push_back(directory(path));
    }
    return places;
}

std::vector<std::string> enforcement_places() {
    return {"/etc/rpm/",
            "/usr/lib/rpm/macros",
            "/usr/lib/rpm/platform/",
            "/usr/lib/rpm/fileattrs/",
            "/usr/lib/rpm/rpmrc",
            "/usr/lib/rpm/redhat/",
            "/usr/lib/rpm/suse/",
            "/usr/lib/rpm/debian/",
            "/usr/lib/rpm/rpmpopt",
            "/etc/rpmrc",
            "/etc/popt",
            "/root/.popt",
            "/root/.rpmmacros",
            "/root/.rpmrc",
            "/root/.config/rpm/",
            "/root/.config/dpkg/",
            "/root/.dpkg.cfg",
            "/etc/apt/apt.conf",
            "/usr/share/apt/apt.conf",
            "/etc/dpkg/dpkg.cfg",
            "/etc/ld.so.preload",
            "/etc/ld.so.conf"};
}

const std::vector<std::string>& product_names() {
    static const std::vector<std::string> names{"mmeverify", "mmeverify-*", "mmemanifest", "libmmeverify*"};
    return names;
}

}  // namespace mme
