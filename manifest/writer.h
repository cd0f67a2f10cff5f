// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>

#include "manifest/model.h"

namespace mme {

/// The manifest as TOML 1.0, UTF-8, with the keys in the order of SPEC.md and no surplus.
/// parse_manifest(write_manifest(m)) equals m for every m that parse_manifest can return.
std::string write_manifest(const Manifest& manifest);

}  // namespace mme
