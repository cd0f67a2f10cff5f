// SPDX-License-Identifier: LGPL-2.1-or-later
#include <fnmatch.h>

#include <algorithm>
#include <map>

#include "libverify/digest/hasher.h"
#include "libverify/policy/policy.h"
#include "manifest/toml.h"

namespace mme {
namespace {

constexpr std::size_t max_policy_bytes = std::size_t{1} << 20U;

/// The value that the word at `key` stands for.
template <class T>
Result<T> choice(TomlTable& table, std::string_view key, const std::map<std::string, T>& words) {
    MME_TRY(const std::string found, table.string(key));
    if (const auto word = words.find(found); word != words.end()) return word->second;
    std::string wanted;
    for (const auto& [word, value] : words) wanted += (wanted.empty() ? "'" : " or '") + word + "'";
    return table.error_at(key, "found '" + found + "', wanted " + wanted);
}

Result<Scope> parse_scope(TomlTable table) {
    Scope scope;
    MME_TRY(scope.everything, table.boolean("everything"));
    MME_TRY(scope.names, table.strings("names"));
    MME_TRY(scope.vendors, table.strings("vendors"));
    MME_TRY(scope.paths, table.strings("paths"));
    for (const std::string& path : scope.paths)
        if (!path.starts_with('/')) return table.error_at("paths", "'" + path + "' does not begin with '/'");
    if (!scope.everything && scope.names.empty() && scope.vendors.empty() && scope.paths.empty())
        return table.error_at(
            "names", "nothing is in scope; name packages, vendors or paths, or say everything = true");
    MME_CHECK(table.finish());
    return scope;
}

bool is_fingerprint(std::string_view text) {
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F'); };
    return (text.size() == 40 || text.size() == 64) && std::all_of(text.begin(), text.end(), hex);
}

Result<TrustedSigner> parse_signer(TomlTable& table) {
    TrustedSigner signer;
    MME_TRY(signer.name, table.string("name"));
    MME_TRY(signer.fingerprint, table.string("fingerprint"));
    MME_TRY(signer.role, table.string("role"));
    if (!is_fingerprint(signer.fingerprint))
        return table.error_at("fingerprint", "wanted 40 or 64 upper-case hexadecimal digits without spaces");
    MME_TRY(auto names, table.optional_strings("names"));
    if (names && names->empty())
        return table.error_at("names",
                              "an empty list vouches for nothing; leave the key out for all packages");
    if (names) signer.names = std::move(*names);
    MME_CHECK(table.finish());
    return signer;
}

Result<std::vector<TrustedSigner>> parse_signers(TomlTable& root) {
    MME_TRY(auto tables, root.tables("signer"));
    if (tables.empty()) return root.error_at("signer", "at least one [[signer]] is wanted");
    std::vector<TrustedSigner> signers;
    for (TomlTable& table : tables) {
        MME_TRY(TrustedSigner signer, parse_signer(table));
        for (const TrustedSigner& other : signers)
            if (other.fingerprint == signer.fingerprint)
                return table.error_at("fingerprint", "this key is listed twice");
        signers.push_back(std::move(signer));
    }
    return signers;
}

Result<std::vector<std::string>> filled_strings(TomlTable& table, std::string_view key) {
    MME_TRY(auto list, table.strings(key));
    if (list.empty()) return table.error_at(key, "the list is empty, so nothing could ever be accepted");
    return list;
}

Result<SignatureRules> parse_signature_rules(TomlTable table) {
    SignatureRules rules;
    MME_TRY(const auto threshold, table.integer("threshold", 1, 64));
    rules.threshold = static_cast<std::size_t>(threshold);
    MME_TRY(rules.roles, table.strings("roles"));
    MME_TRY(const auto bits, table.integer("min-rsa-bits", 1024, 16384));
    rules.min_rsa_bits = static_cast<unsigned>(bits);
    MME_TRY(rules.public_key_algorithms, filled_strings(table, "public-key-algorithms"));
    MME_TRY(rules.hash_algorithms, filled_strings(table, "hash-algorithms"));
    MME_TRY(rules.expired_key,
            choice<ExpiredKey>(table, "expired-key",
                               {{"accept-if-signed-while-valid", ExpiredKey::accept_if_signed_while_valid},
                                {"refuse", ExpiredKey::refuse}}));
    MME_CHECK(table.finish());
    return rules;
}

Result<ScanRules> parse_scan_rules(TomlTable table) {
    ScanRules rules;
    MME_TRY(const auto engines, table.integer("min-engines", 1, 64));
    rules.min_engines = static_cast<std::size_t>(engines);
    MME_TRY(auto titles, table.optional_strings("engines"));
    if (titles) rules.engines = std::move(*titles);
    MME_TRY(const auto database_age, table.integer("max-database-age-days", 0, 36500));
    rules.max_database_age = std::chrono::days{database_age};
    MME_TRY(const auto scan_age, table.integer("max-scan-age-days", 0, 36500));
    rules.max_scan_age = std::chrono::days{scan_age};
    MME_CHECK(table.finish());
    return rules;
}

Result<GuardRules> parse_guard(TomlTable& root) {
    GuardRules rules;
    MME_TRY(auto table, root.optional_table("guard"));
    if (!table) return rules;
    MME_TRY(auto role, table->optional_string("role"));
    if (role) rules.role = std::move(*role);
    MME_TRY(const auto places, table->optional_string("places"));
    if (places && *places != "alarm" && *places != "refuse")
        return table->error_at("places", "found '" + *places + "', wanted 'alarm' or 'refuse'");
    rules.refuses_places = places == "refuse";
    MME_CHECK(table->finish());
    return rules;
}

Result<Downgrade> parse_downgrade(TomlTable table) {
    MME_TRY(const Downgrade downgrade,
            choice<Downgrade>(table, "downgrade",
                              {{"deny", Downgrade::deny},
                               {"previously-installed", Downgrade::previously_installed},
                               {"allow", Downgrade::allow}}));
    MME_CHECK(table.finish());
    return downgrade;
}

Result<std::vector<std::string>> parse_host_ids(TomlTable& root) {
    MME_TRY(TomlTable table, root.table("host"));
    MME_TRY(auto ids, table.optional_strings("ids"));
    MME_CHECK(table.finish());
    return ids ? std::move(*ids) : std::vector<std::string>{};
}

Result<std::chrono::minutes> parse_skew(TomlTable table) {
    MME_TRY(const auto minutes, table.integer("max-skew-minutes", 0, 1440));
    MME_CHECK(table.finish());
    return std::chrono::minutes{minutes};
}

}  // namespace

Result<Policy> parse_policy(std::string_view text) {
    MME_TRY(TomlTable root, TomlTable::parse(text, max_policy_bytes, Code::policy_malformed));
    MME_TRY(const std::string format, root.string("format"));
    if (format != "mmeverify-policy/1")
        return root.error_at("format", "found '" + format + "', wanted 'mmeverify-policy/1'");
    Policy policy;
    MME_TRY(policy.mode,
            choice<Mode>(root, "mode", {{"enforce", Mode::enforce}, {"permissive", Mode::permissive}}));
    MME_TRY(TomlTable scope, root.table("scope"));
    MME_TRY(policy.scope, parse_scope(scope));
    MME_TRY(policy.signers, parse_signers(root));
    MME_TRY(TomlTable signature, root.table("signature"));
    MME_TRY(policy.signature, parse_signature_rules(signature));
    MME_TRY(TomlTable scan, root.table("scan"));
    MME_TRY(policy.scan, parse_scan_rules(scan));
    MME_TRY(policy.guard, parse_guard(root));
    MME_TRY(TomlTable version, root.table("version"));
    MME_TRY(policy.downgrade, parse_downgrade(version));
    MME_TRY(policy.host_ids, parse_host_ids(root));
    MME_TRY(TomlTable clock, root.table("clock"));
    MME_TRY(policy.max_skew, parse_skew(clock));
    MME_CHECK(root.finish());
    policy.sha256 = sha256_of(as_bytes(text));
    return policy;
}

bool matches_any(const std::vector<std::string>& globs, const std::string& text) {
    return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
        return ::fnmatch(glob.c_str(), text.c_str(), 0) == 0;
    });
}

}  // namespace mme
