// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libverify/decision/decision.h"
#include "libverify/openpgp/openpgp.h"
#include "libverify/policy/policy.h"
#include "libverify/source/source.h"

namespace mme {

/// Checks signatures for one transaction: the private GnuPG home is opened when the first signature
/// needs it (a transaction without packages in scope never starts gpg), and each distinct signed text
/// is checked once, however many packages share it.
class SignatureChecker {
  public:
    SignatureChecker(const HostLayout& host, const Policy& policy) : host_(host), policy_(policy) {}

    /// Checks the signatures of many candidates with one start of gpg, so that check() finds them done.
    /// A speed-up only: what is not plainly right here is left to check(), which asks gpg again.
    void check_ahead(const std::vector<const SignedManifest*>& candidates);

    Result<std::vector<SignatureFacts>> check(ByteView signed_text, ByteView packets);

  private:
    using Key = std::pair<Sha256, Sha256>;  ///< digests of the text and of the packets

    Result<GnupgHome*> home();

    const HostLayout& host_;
    const Policy& policy_;
    std::optional<GnupgHome> home_;
    std::optional<Error> no_home_;  ///< why there is none; it is not tried again
    std::map<Key, std::vector<SignatureFacts>> checked_;
};

/// A manifest whose signatures satisfy the policy. authenticate() is the only maker of this type, so
/// holding one is the proof; the bytes are those that were verified and no others.
class AuthenticManifest {
  public:
    [[nodiscard]] ByteView bytes() const noexcept { return bytes_; }
    [[nodiscard]] const std::vector<Signer>& signers() const noexcept { return signers_; }

  private:
    AuthenticManifest(Bytes bytes, std::vector<Signer> signers)
        : bytes_(std::move(bytes)), signers_(std::move(signers)) {}

    friend class Authentication authenticate(const SignedManifest& candidate, const std::string& package_name,
                                             const Policy& policy, SignatureChecker& checker, Timestamp now);
    Bytes bytes_;
    std::vector<Signer> signers_;
};

/// The answer: an authentic manifest, or every reason why not.
class Authentication {
  public:
    [[nodiscard]] const std::optional<AuthenticManifest>& manifest() const noexcept { return manifest_; }
    [[nodiscard]] const std::vector<Finding>& findings() const noexcept { return findings_; }

    friend Authentication authenticate(const SignedManifest& candidate, const std::string& package_name,
                                       const Policy& policy, SignatureChecker& checker, Timestamp now);

  private:
    std::optional<AuthenticManifest> manifest_;
    std::vector<Finding> findings_;
};

/// Verifies the candidate's signatures over its exact bytes and counts distinct trusted primary keys
/// that may vouch for `package_name`, whose algorithms are allowed and whose keys are (or, if the
/// policy says so, were at signing) valid. A signature that is wrong over these bytes refuses the
/// manifest whatever the others say; one by an unknown key counts for nothing.
Authentication authenticate(const SignedManifest& candidate, const std::string& package_name,
                            const Policy& policy, SignatureChecker& checker, Timestamp now);

}  // namespace mme
