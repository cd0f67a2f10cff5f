// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "manifest/result.h"

namespace mme {

/// The owner or group of an entry of data.tar: the name as archived, or the number in decimal where there is
/// no name. dpkg gives the file to the host's account of that name and, where the host has none, to the
/// number. Errors: archive-malformed for what is no name of an account, digits among it (they would read as
/// another number), and for a name other than root beside the number 0 (on a host without it the file would
/// be root's).
Result<std::string> deb_owner(std::string_view name, std::uint32_t id);

}  // namespace mme
