// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "manifest/timestamp.h"

namespace mme {

/// What a keyring knows of a primary key or subkey.
struct SubkeyRecord {
    std::string fingerprint;  ///< upper-case hexadecimal, as the key id
    std::string key_id;
    std::string algorithm;  ///< "rsa", "ecdsa", "eddsa", "dsa"; "unknown"
    unsigned bits = 0;
    Timestamp created;
    std::optional<Timestamp> expires;
    bool revoked = false;
    bool unusable = false;  ///< disabled, invalid, or not for signing

    bool operator==(const SubkeyRecord&) const = default;
};

/// A key. Revoked or unusable stands in each of its subkeys too.
struct KeyRecord {
    std::vector<SubkeyRecord> subkeys;  ///< never empty; the first is the primary key

    bool operator==(const KeyRecord&) const = default;
};

/// One subkey with its primary key, which may be itself.
struct FoundKey {
    const SubkeyRecord* primary = nullptr;
    const SubkeyRecord* signing = nullptr;
};

/// All keys of a home, listed once: asking for one key starts gpg each time.
class KeyIndex {
  public:
    void add(KeyRecord key);

    /// The subkey or primary key that has this fingerprint or key id. Nothing if there is none, or two
    /// have it: a key that is not found here is not known. Pointers live as long as the index.
    [[nodiscard]] std::optional<FoundKey> find(const std::string& name) const;
    [[nodiscard]] const std::deque<KeyRecord>& keys() const noexcept { return keys_; }

  private:
    void add_name(const std::string& name, FoundKey key);

    std::deque<KeyRecord> keys_;  // a record does not move
    std::map<std::string, FoundKey> by_name_;
};

/// The index as text, and back. What is not exactly such a text gives nothing.
std::string write_key_listing(const KeyIndex& index);
std::optional<KeyIndex> parse_key_listing(std::string_view text);

}  // namespace mme
