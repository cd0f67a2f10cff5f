// SPDX-License-Identifier: LGPL-2.1-or-later
#include "plugins/dpkg/host/plugin_set.h"

#include <dlfcn.h>

#include <algorithm>
#include <string_view>
#include <system_error>

namespace mme {
namespace {

Error refuse(const std::filesystem::path& file, const std::string& why) {
    return fail(Code::internal_error,
                "plugin " + file.string() + ": " + why + "; install the mmeverify dpkg plugin again");
}

bool allows_archives(const mme_dpkg_hooks& hooks, void* session, const mme_dpkg_transaction& transaction) {
    if (hooks.transaction_pre != nullptr && hooks.transaction_pre(session, &transaction) != MME_DPKG_OK)
        return false;
    for (std::size_t i = 0; hooks.archive_pre != nullptr && i < transaction.archive_count; ++i)
        if (hooks.archive_pre(session, &transaction.archives[i]) != MME_DPKG_OK) return false;
    return true;
}

bool allows(const mme_dpkg_hooks& hooks, void* session, const mme_dpkg_transaction& transaction) {
    const std::string_view action = transaction.action;
    if (transaction.objection_count > 0 && transaction.archive_count == 0)  // a call that was not understood
        return allows_archives(hooks, session, transaction);
    if (action == "install" || action == "unpack") return allows_archives(hooks, session, transaction);
    auto* const hook = action == "configure" ? hooks.configure_pre : hooks.trigger;
    return hook == nullptr || hook(session, &transaction) == MME_DPKG_OK;
}

}  // namespace

void PluginSet::CleanUp::operator()(Plugin* plugin) const noexcept {
    if (plugin->hooks->cleanup != nullptr) plugin->hooks->cleanup(plugin->session);
    delete plugin;
}

Result<PluginSet::Handle> PluginSet::load(const std::filesystem::path& file,
                                          const mme_dpkg_options& options) {
    // Never closed: the program ends with its one question, and a session may own code of the plugin.
    void* object = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (object == nullptr) return refuse(file, dlerror());
    const auto* hooks = static_cast<const mme_dpkg_hooks*>(dlsym(object, "mmeverify_dpkg_hooks"));
    if (hooks == nullptr) return refuse(file, "the symbol mmeverify_dpkg_hooks is missing");
    if (hooks->version != MME_DPKG_HOOK_VERSION || hooks->size < sizeof(mme_dpkg_hooks))
        return refuse(file, "hook interface version " + std::to_string(hooks->version) + ", 1 is wanted");
    void* session = nullptr;
    if (hooks->init == nullptr || hooks->init(&options, &session) != MME_DPKG_OK)
        return refuse(file, "it could not be initialised");
    return Handle(new Plugin{hooks, session});
}

Result<PluginSet> PluginSet::open(const std::filesystem::path& modules, const mme_dpkg_options& options) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    std::filesystem::directory_iterator entry(modules, error);
    for (; !error && entry != std::filesystem::directory_iterator{}; entry.increment(error))
        if (entry->path().extension() == ".so") files.push_back(entry->path());
    if (error) return refuse(modules, error.message());
    if (files.empty()) return refuse(modules / "*.so", "there is none");
    std::sort(files.begin(), files.end());
    PluginSet set;
    for (const auto& file : files) {
        MME_TRY(auto plugin, load(file, options));
        set.plugins_.push_back(std::move(plugin));
    }
    return set;
}

bool PluginSet::allow(const mme_dpkg_transaction& transaction) const {
    return std::all_of(plugins_.begin(), plugins_.end(), [&](const Handle& plugin) {
        return allows(*plugin->hooks, plugin->session, transaction);
    });
}

void PluginSet::tell_over(const std::string& front_end) const {
    for (const Handle& plugin : plugins_)
        if (plugin->hooks->transaction_post != nullptr)
            plugin->hooks->transaction_post(plugin->session, front_end.c_str());
}

}  // namespace mme
