# SPDX-License-Identifier: LGPL-2.1-or-later
# Keys K1 to K7 of requirements.md, in a GnuPG home of their own, and what a host is given of each.

gpg_quiet() { gpg --homedir "$WORLD/gnupg" --batch --quiet --no-tty --pinentry-mode loopback --passphrase '' "$@" </dev/null 2>>"$WORLD/gpg.log"; }

fingerprint_of() { echo "$(<"$WORLD/keys/$1.fingerprint")"; }

# make_key NAME ALGORITHM TIME   TIME as gpg's --faked-system-time takes it
make_key() {
    gpg_quiet --faked-system-time "$3" --quick-generate-key "$1 <$1@example.org>" "$2" sign never
    gpg_quiet --with-colons --list-keys "=$1 <$1@example.org>" \
        | awk -F: '$1 == "fpr" { print $10; exit }' >"$WORLD/keys/$1.fingerprint"
    gpg_quiet --armor --export "$(fingerprint_of "$1")" >"$WORLD/keys/$1.asc"
}

# published_as NAME COMMAND...: changes a copy of the key, so that the packager can still sign with it.
published_as() {
    local name=$1 own=$WORLD/gnupg copy=$WORLD/gnupg.copy
    shift
    gpgconf --homedir "$own" --kill gpg-agent
    cp -a "$own" "$copy"
    (WORLD=$WORLD.view; mkdir -p "$WORLD"; ln -sfn "$copy" "$WORLD/gnupg"; "$@")
    gpg --homedir "$copy" --batch --quiet --armor --export "$(fingerprint_of "$name")" >"$WORLD/keys/$name.asc"
    gpgconf --homedir "$copy" --kill gpg-agent
    rm -rf "$copy" "$WORLD.view"
}

expire_key() { gpg_quiet --faked-system-time 20250101T000000 --quick-set-expire "$1" 20250601T000000; }

revoke_key() { sed 's/^:-----/-----/' "$WORLD/gnupg/openpgp-revocs.d/$1.rev" | gpg_quiet_import; }
gpg_quiet_import() { gpg --homedir "$WORLD/gnupg" --batch --quiet --import 2>>"$WORLD/gpg.log"; }

make_keys() {
    mkdir -p "$WORLD/keys"
    install -d -m 700 "$WORLD/gnupg"
    local name
    for name in K1 K2 K3 K4 K6; do make_key "$name" rsa2048 20240101T000000; done
    make_key K5 rsa1024 20240101T000000
    make_key K7 rsa2048 "$(date -u -d '+60 days' +%Y%m%dT%H%M%S)"
    published_as K3 expire_key "$(fingerprint_of K3)"
    published_as K4 revoke_key "$(fingerprint_of K4)"
}
