// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <string_view>

namespace mme {

/// Whether a text is in the form that SPEC.md section 4.1 gives to the bytes of a name: well-formed UTF-8
/// without control and direction characters, no "!" before "/", a backslash only as the start of one of the
/// escapes, \xHH only for what cannot stand as it is, and "\~" with its digest only at the end.
bool is_path_form(std::string_view text) noexcept;

}  // namespace mme
