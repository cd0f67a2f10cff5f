// SPDX-License-Identifier: LGPL-2.1-or-later
#include "tools/mmemanifest/exchange/name_uuid.h"

#include <uuid/uuid.h>

#include <array>
#include <stdexcept>

namespace mme {

std::string name_uuid(const std::string& name_space, std::string_view name) {
    uuid_t space{};
    uuid_t made{};
    if (uuid_parse(name_space.c_str(), space) != 0)
        throw std::invalid_argument("'" + name_space + "' is no UUID");
    uuid_generate_sha1(made, space, name.data(), name.size());
    std::array<char, UUID_STR_LEN> text{};
    uuid_unparse_lower(made, text.data());
    return text.data();
}

}  // namespace mme
