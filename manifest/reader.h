// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>

#include "manifest/model.h"
#include "manifest/result.h"
#include "manifest/toml.h"

namespace mme {

/// Reads a manifest of format mme-manifest/1 (SPEC.md sections 3 to 6), strictly: every rule that
/// can be judged from the text alone is judged here.
/// Errors: manifest-malformed naming key, line and column; manifest-unsupported for another format
/// version; scan-missing when there is no [[scan]] at all.
/// A [[scan]] that is not clean is no error here: it is read, and the decision refuses it.
Result<Manifest> parse_manifest(std::string_view text);

/// Reads the keys of a [release] table; also the packager's --release file, whose root has them.
Result<Release> parse_release(TomlTable& table);

}  // namespace mme
