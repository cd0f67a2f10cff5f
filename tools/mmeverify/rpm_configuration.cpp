// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmeverify/rpm_configuration.h"

#include "libverify/embed/embed.h"

namespace mme {
namespace {

namespace fs = std::filesystem;

fs::path below(const fs::path& sysroot, const char* path) {
    return sysroot.empty() ? fs::path(path) : sysroot / fs::path(path).relative_path();
}

}  // namespace

fs::path rpm_macro_file(const fs::path& sysroot) {
    return below(sysroot, "/usr/lib/rpm/macros.d/macros.transaction_mmeverify");
}

fs::path rpm_plugin_file(const fs::path& sysroot) {
    return below(sysroot, MME_RPM_PLUGIN);
}

std::string rpm_macro_text(const std::string& options) {
    return "%__transaction_mmeverify %{__plugindir}/mmeverify.so" + (options.empty() ? "" : " " + options) +
           "\n";
}

Status enable_rpm(const fs::path& sysroot, const std::string& options) {
    std::error_code error;
    const fs::path plugin = rpm_plugin_file(sysroot);
    if (!fs::is_regular_file(plugin, error))
        return fail(Code::internal_error,
                    "the plugin " + plugin.string() + " is not installed; nothing was enabled");
    const fs::path macro = rpm_macro_file(sysroot);
    fs::create_directories(macro.parent_path(), error);
    return write_file_atomically(macro, as_bytes(rpm_macro_text(options)));
}

Status disable_rpm(const fs::path& sysroot) {
    std::error_code error;
    fs::remove(rpm_macro_file(sysroot), error);
    if (error) return fail(Code::internal_error, rpm_macro_file(sysroot).string() + ": " + error.message());
    return Done{};
}

}  // namespace mme
