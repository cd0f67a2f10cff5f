// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libverify/io/bytes.h"
#include "libverify/openpgp/key_file.h"
#include "manifest/result.h"
#include "manifest/timestamp.h"

namespace mme {

/// What gpg says of one signature. Facts only: whether they suffice is for libverify/authenticate.
struct SignatureFacts {
    bool matches = false;                  ///< the signature is cryptographically right over these bytes
    bool key_known = false;                ///< the key is in the keyring
    std::string primary_fingerprint;       ///< upper-case hexadecimal; empty if the key is not known
    std::string issuer;                    ///< fingerprint or key id the signature names, for messages
    Timestamp made;                        ///< signature creation time, as the signer claims it
    std::string hash_algorithm;            ///< "sha256", "sha1", ...; "unknown"
    std::string public_key_algorithm;      ///< "rsa", "ecdsa", "eddsa", "dsa"; "unknown"
    unsigned key_bits = 0;                 ///< length of the key that signed (the subkey's, if it was one)
    Timestamp key_created;                 ///< the signing (sub)key's creation
    std::optional<Timestamp> key_expires;  ///< earliest expiry of primary and signing key
    bool key_revoked = false;              ///< primary or signing key
    bool key_disabled_or_invalid = false;
    bool signature_expired = false;
    std::string detail;  ///< gpg's own words where there is a problem
};

/// A key as `keys list` shows it.
struct KeyFacts {
    std::string primary_fingerprint;
    std::string user_id;
    std::string algorithm;
    unsigned bits = 0;
    Timestamp created;
    std::optional<Timestamp> expires;
    bool revoked = false;
};

/// A text and the detached signature packets over it. The views belong to the caller.
struct SignedView {
    ByteView text;
    ByteView packets;  ///< binary signature packets, see signature_blob.h
};

/// A GnuPG home and the gpg program: the one home of gpgme.h is gpgme_context.h.
class GnupgHome {
  public:
    /// The caller's own home ($GNUPGHOME or ~/.gnupg), for signing.
    static Result<GnupgHome> open_callers();

    /// A private home holding exactly the given keys: no agent, no network, no trust model.
    /// Kept in `folder` and rebuilt when the keys change; where `folder` cannot be written (an
    /// unprivileged check) a temporary one is made and removed with this object.
    /// `key_files` are those of keys.d (armoured or binary public keys); copies of one key are merged.
    static Result<GnupgHome> open_private(const std::filesystem::path& folder,
                                          const std::vector<KeyFile>& key_files);

    GnupgHome(const GnupgHome&) = delete;
    GnupgHome& operator=(const GnupgHome&) = delete;
    GnupgHome(GnupgHome&&) noexcept;
    GnupgHome& operator=(GnupgHome&&) noexcept;
    ~GnupgHome();

    /// Checks one detached signature blob (binary signature packets, see signature_blob.h) over bytes.
    /// One gpg process whatever the number of packets; one SignatureFacts for each packet.
    [[nodiscard]] Result<std::vector<SignatureFacts>> verify(ByteView bytes,
                                                             ByteView signature_packets) const;

    /// Checks many with one gpg process. Entry i holds the facts of every signature of `many[i]` if gpg
    /// said plainly that each is right and made by a key of this home; else it is empty and nothing is
    /// said: ask verify(). A speed-up only, so it has no error of its own.
    [[nodiscard]] std::vector<std::vector<SignatureFacts>> verify_many(
        const std::vector<SignedView>& many) const;

    /// Whether sign() would find its key: `key` is a fingerprint or user id and must name exactly one key
    /// with a secret part that can sign now. Errors: internal-error, before any passphrase is asked for.
    [[nodiscard]] Status check_can_sign(const std::string& key) const;

    /// Makes an armoured detached signature with the key that check_can_sign() finds.
    [[nodiscard]] Result<std::string> sign(ByteView bytes, const std::string& key) const;

    [[nodiscard]] Result<std::vector<KeyFacts>> keys() const;

  private:
    struct Impl;
    explicit GnupgHome(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace mme
