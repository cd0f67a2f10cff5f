// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <memory>
#include <string>

#include "tools/mmemanifest/unpack/spool.h"

namespace mme {

/// A file as unpacking offers it.
inline std::shared_ptr<const SpooledFile> spooled(const std::string& path, const std::string& content) {
    return std::make_shared<SpooledFile>(Spool().take_bytes(path, as_bytes(content)).value());
}

}  // namespace mme
