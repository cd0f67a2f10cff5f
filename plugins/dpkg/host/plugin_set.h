// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "manifest/result.h"
#include "plugins/dpkg/hook_api.h"

namespace mme {

/// The plugins of a module folder, loaded and initialised; cleaned up when it goes.
class PluginSet {
  public:
    /// Loads every *.so in the folder `modules`, in the order of names.
    /// Errors: internal-error if there is none, or one cannot be loaded, has another version of the
    /// interface, or refuses init.
    static Result<PluginSet> open(const std::filesystem::path& modules, const mme_dpkg_options& options);

    /// Whether every plugin says OK before the action of this transaction.
    [[nodiscard]] bool allow(const mme_dpkg_transaction& transaction) const;

    /// Tells every plugin that a run of "apt" or "dpkg" is over.
    void tell_over(const std::string& front_end) const;

  private:
    struct Plugin {
        const mme_dpkg_hooks* hooks;
        void* session;
    };
    struct CleanUp {
        void operator()(Plugin* plugin) const noexcept;
    };
    using Handle = std::unique_ptr<Plugin, CleanUp>;

    static Result<Handle> load(const std::filesystem::path& file, const mme_dpkg_options& options);

    std::vector<Handle> plugins_;
};

}  // namespace mme
