// SPDX-License-Identifier: LGPL-2.1-or-later
#include "libverify/openpgp/key_index.h"

namespace mme {

void KeyIndex::add(KeyRecord key) {
    const KeyRecord& kept = keys_.emplace_back(std::move(key));
    for (const SubkeyRecord& subkey : kept.subkeys)
        for (const std::string& name : {subkey.fingerprint, subkey.key_id})
            add_name(name, {&kept.subkeys.front(), &subkey});
}

void KeyIndex::add_name(const std::string& name, FoundKey key) {
    const auto [place, is_new] = by_name_.emplace(name, key);
    if (!is_new) place->second = {};
}

std::optional<FoundKey> KeyIndex::find(const std::string& name) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end() || found->second.signing == nullptr) return std::nullopt;
    return found->second;
}

}  // namespace mme
