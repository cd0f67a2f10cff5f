# SPDX-License-Identifier: LGPL-2.1-or-later
# debsig-verify with a policy and keyring in a scratch folder; nothing of this machine is read or changed.

given_debsig() {
    local key
    key=$(fingerprint_of K1)
    key=${key:24}
    mkdir -p "$WORLD/debsig/policies/$key" "$WORLD/debsig/keyrings/$key" "$WORLD/debsig/packages"
    gpg_quiet --export "$(fingerprint_of K1)" >"$WORLD/debsig/keyrings/$key/keys.gpg"
    cat >"$WORLD/debsig/policies/$key/policy.pol" <<POLICY
<?xml version="1.0"?>
<!DOCTYPE Policy SYSTEM "https://www.debian.org/debsig/1.0/policy.dtd">
<Policy xmlns="https://www.debian.org/debsig/1.0/">
  <Origin Name="bench" id="$key" Description="mmeverify's benchmark"/>
  <Selection><Required Type="origin" File="keys.gpg" id="$key"/></Selection>
  <Verification MinOptional="0"><Required Type="origin" File="keys.gpg" id="$key"/></Verification>
</Policy>
POLICY
}

# A copy of a .deb with the member _gpgorigin: debsigs' signature over the three members' content.
debsig_signed() { # PACKAGE
    local copy room=$WORLD/debsig/room
    copy=$WORLD/debsig/packages/$(basename "$1")
    rm -rf "$room"
    mkdir -p "$room"
    cp "$1" "$copy"
    (cd "$room" && ar x "$copy" && cat debian-binary control.tar.* data.tar.* \
        | gpg_signing --output _gpgorigin && ar q "$copy" _gpgorigin)
    rm -rf "$room"
}
gpg_signing() {
    gpg --homedir "$WORLD/gnupg" --batch --quiet --local-user "$(fingerprint_of K1)" --detach-sign "$@"
}

