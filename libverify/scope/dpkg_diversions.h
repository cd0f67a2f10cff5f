// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <map>
#include <optional>
#include <string>

#include "manifest/result.h"

namespace mme {

/// Files that dpkg puts elsewhere because an administrator or a package has said so (dpkg-divert(1)).
class DpkgDiversions {
  public:
    /// Reads the file /var/lib/dpkg/diversions below `root` ("" for "/"); none if it is not there.
    /// Errors: internal-error if it cannot be read, has more than 16 MiB or is not as dpkg writes it.
    static Result<DpkgDiversions> read(const std::string& root);

    /// Where dpkg puts a file that `package` has at `path`, a normal path; nothing if it stays there.
    [[nodiscard]] std::optional<std::string> find(const std::string& path, const std::string& package) const;

  private:
    struct Diversion {
        std::string to;
        std::string package;  ///< whose file stays; ":" for nobody's
    };

    std::map<std::string, Diversion> diversions_;
};

}  // namespace mme
