// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/mmeverify/hook_options.h"
#include "tools/mmeverify/report_line.h"

namespace mme {

/// Where the package manager lies and what its configuration hands on.
struct Site {
    std::filesystem::path sysroot;  ///< absolute; empty: the running system
    std::vector<HookOption> options;

    /// The place of an absolute path below the sysroot.
    [[nodiscard]] std::filesystem::path below(const std::filesystem::path& path) const {
        return sysroot.empty() ? path : sysroot / path.relative_path();
    }
};

/// A package manager that can be made to ask.
class FrontEnd {
  public:
    explicit FrontEnd(Site site) : site_(std::move(site)) {}
    FrontEnd(const FrontEnd&) = delete;
    FrontEnd& operator=(const FrontEnd&) = delete;
    FrontEnd(FrontEnd&&) = delete;
    FrontEnd& operator=(FrontEnd&&) = delete;
    virtual ~FrontEnd() = default;

    /// "rpm", "dpkg" or "apt".
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// The configuration file that makes it ask.
    [[nodiscard]] virtual std::filesystem::path configuration() const = 0;
    /// Whether what that file calls is there, safe and works. Errors: internal-error, policy-unsafe.
    [[nodiscard]] virtual Status check_parts() const = 0;
    /// Writes or removes the configuration file; neither is an error if that was done before.
    [[nodiscard]] virtual Status enable() const = 0;
    [[nodiscard]] virtual Status disable() const = 0;
    /// Whether it asks, as far as this can be known without installing something. One line that says
    /// not_enabled or not_present if its configuration file is not there.
    [[nodiscard]] Report inspect() const;

  protected:
    [[nodiscard]] const Site& site() const { return site_; }
    /// A file that every installation of this package manager has.
    [[nodiscard]] virtual std::filesystem::path landmark() const = 0;
    /// What the configuration file must hold.
    [[nodiscard]] virtual std::string expected_text() const = 0;
    /// The package manager's own word on whether the configuration is in force.
    [[nodiscard]] virtual ReportLine ask_it() const = 0;

  private:
    [[nodiscard]] Status check_configuration() const;
    Site site_;
};

/// Those that this build of mmeverify knows.
std::vector<std::unique_ptr<FrontEnd>> front_ends(const Site& site);
std::unique_ptr<FrontEnd> make_rpm(const Site& site);
std::unique_ptr<FrontEnd> make_dpkg(const Site& site);
std::unique_ptr<FrontEnd> make_apt(const Site& site);

}  // namespace mme
