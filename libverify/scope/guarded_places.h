// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string>
#include <vector>

#include "libverify/host/layout.h"

namespace mme {

/// What belongs to mmeverify itself: programs, plugins, the configuration that makes package managers ask,
/// policy, keys, state and journal, at their built-in places and where `host` has them. Absolute paths as
/// PlaceSet takes them. A package that brings one of these is refused (guarded-path).
std::vector<std::string> product_places(const HostLayout& host);

/// Where configuration or a library can switch enforcement off, and where honest packages bring files too.
std::vector<std::string> enforcement_places();

/// The names under which mmeverify itself is packaged (globs).
const std::vector<std::string>& product_names();

}  // namespace mme
