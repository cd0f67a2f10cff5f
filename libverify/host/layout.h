// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <filesystem>

namespace mme {

/// Where a host keeps what a decision needs. keys.d, revocations.d and waivers.d lie beside the policy.
struct HostLayout {
    std::filesystem::path policy = "/etc/mmeverify/policy.toml";
    std::filesystem::path state = "/var/lib/mmeverify";
    std::filesystem::path log = "/var/log/mmeverify";

    /// The same places below another root ("" or "/" for the running system).
    static HostLayout under(const std::filesystem::path& sysroot);

    [[nodiscard]] std::filesystem::path keys() const { return policy.parent_path() / "keys.d"; }
    [[nodiscard]] std::filesystem::path revocations() const { return policy.parent_path() / "revocations.d"; }
    [[nodiscard]] std::filesystem::path waivers() const { return policy.parent_path() / "waivers.d"; }
    [[nodiscard]] std::filesystem::path gnupg() const { return state / "gnupg"; }
    [[nodiscard]] std::filesystem::path manifests() const { return state / "manifests"; }
    [[nodiscard]] std::filesystem::path events() const { return log / "events.jsonl"; }
};

}  // namespace mme
