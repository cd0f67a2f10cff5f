// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

#include "manifest/path_check.h"

namespace mme {

/// The longest path a manifest holds, in bytes (SPEC.md section 2).
inline constexpr std::size_t max_path_bytes = 4096;

/// Whether a text is well-formed UTF-8 without control and direction characters.
bool is_printable(std::string_view text);

/// At most `most` bytes of such a text. A longer one is cut between characters and ends in "\~" and the
/// SHA-256 of the whole text, so that it still names one path. `most` is at least 128.
std::string shortened(std::string text, std::size_t most = max_path_bytes);

/// The path of a member: CONTAINER!/NAME, shortened. `container` is such a text already, `raw` is as stored.
std::string member_path(std::string_view container, std::string_view raw);

}  // namespace mme
