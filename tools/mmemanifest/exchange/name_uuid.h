// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <string_view>

namespace mme {

/// The UUID of version 5 (RFC 4122 section 4.3) for a name in a name space, which is a UUID as text.
/// A name space that is no UUID throws std::invalid_argument: it is a constant of the caller.
std::string name_uuid(const std::string& name_space, std::string_view name);

}  // namespace mme
