// SPDX-License-Identifier: LGPL-2.1-or-later
#include <iostream>
#include <nlohmann/json.hpp>

#include "libverify/openpgp/openpgp.h"
#include "libverify/policy/policy.h"
#include "libverify/report/text.h"
#include "tools/mmeverify/command.h"

namespace mme {
namespace {

const TrustedSigner* signer_with(const Policy& policy, const std::string& fingerprint) {
    for (const TrustedSigner& signer : policy.signers)
        if (signer.fingerprint == fingerprint) return &signer;
    return nullptr;
}

nlohmann::ordered_json fields(const KeyFacts& key, const TrustedSigner* signer) {
    return {{"fingerprint", key.primary_fingerprint},
            {"user-id", key.user_id},
            {"algorithm", key.algorithm},
            {"bits", key.bits},
            {"created", to_rfc3339(key.created)},
            {"expires", key.expires ? to_rfc3339(*key.expires) : ""},
            {"revoked", key.revoked},
            {"role", signer == nullptr ? "" : signer->role}};
}

void print(const KeyFacts& key, const TrustedSigner* signer) {
    std::cout << key.primary_fingerprint << "  " << key.algorithm << ' ' << key.bits << "  "
              << (signer == nullptr ? "not in the policy"
                                    : printable(signer->name + " (" + signer->role + ")"))
              << "  " << printable(key.user_id)
              << (key.expires ? "  expires " + to_rfc3339(*key.expires) : "")
              << (key.revoked ? "  REVOKED" : "") << '\n';
}

/// A key that was saved as key.pgp or key.asc.new looks installed and is not.
Status name_unread(const HostLayout& host) {
    MME_TRY(const auto paths, unread_key_files(host));
    for (const auto& path : paths)
        std::cerr << "mmeverify: " << printable(path.string())
                  << " is not read: the name of a key file ends in .asc or .gpg\n";
    return Done{};
}

Exit list_keys(const CommonOptions& common) {
    const HostLayout host = common.host();
    const auto policy = load_policy(host);
    if (!policy) return complain(policy.error());
    if (const auto named = name_unread(host); !named) return complain(named.error());
    const auto home = GnupgHome::open_private(host.gnupg(), policy->key_files);
    if (!home) return complain(home.error());
    const auto keys = home->keys();
    if (!keys) return complain(keys.error());
    auto json = nlohmann::ordered_json::array();
    for (const KeyFacts& key : *keys) {
        const TrustedSigner* signer = signer_with(*policy, key.primary_fingerprint);
        if (common.json)
            json.push_back(fields(key, signer));
        else
            print(key, signer);
    }
    if (common.json) std::cout << json.dump(2, ' ', true, nlohmann::json::error_handler_t::replace) << '\n';
    return Exit::accepted;
}

}  // namespace

void add_keys(CLI::App& program, const CommonOptions& common, Run& run) {
    CLI::App* keys = program.add_subcommand("keys", "The keys this host accepts");
    keys->require_subcommand(1);
    CLI::App* list = keys->add_subcommand("list", "List the keys of keys.d with their role in the policy");
    list->callback([&common, &run] { run = [&common] { return list_keys(common); }; });
}

}  // namespace mme
