# SPDX-License-Identifier: LGPL-2.1-or-later
# Manifests and signatures. Each package is scanned once for the world; cases edit copies.

mmemanifest() { XDG_CACHE_HOME=$WORLD/cache GNUPGHOME=$WORLD/gnupg "$PREFIX/usr/bin/mmemanifest" "$@" </dev/null; }

make_manifests() {
    mkdir -p "$WORLD/manifests"
    local package engines
    mapfile -t engines < <(engine_options)
    for package in "$WORLD"/plain/*; do
        mmemanifest create "$package" "${engines[@]}" -o "$WORLD/manifests/${package##*/}.toml"
    done
}

# What hosts have installed before an upgrade.
make_sealed() {
    local type
    mkdir -p "$WORLD/sealed"
    for type in rpm deb; do
        cp "$WORLD/manifests/mme-core-1.0.$type.toml" "$WORLD/sealed/"
        signature_of K1 "$WORLD/sealed/mme-core-1.0.$type.toml"
        mmemanifest embed "$WORLD/plain/mme-core-1.0.$type" --manifest "$WORLD/sealed/mme-core-1.0.$type.toml" \
            --signature "$WORLD/sealed/mme-core-1.0.$type.toml.sig" --output "$WORLD/sealed"
    done
}

# given_package NAME VERSION: from here on "the package" of this case, unsealed, with its true manifest.
given_package() {
    PACKAGE=$ROOM/$1-$2.$TYPE
    MANIFEST=$ROOM/$1-$2.$TYPE.toml
    cp "$WORLD/plain/$1-$2.$TYPE" "$PACKAGE"
    cp "$WORLD/manifests/$1-$2.$TYPE.toml" "$MANIFEST"
    PACKAGES+=("$PACKAGE")
    NAMES+=("$1")
}

# afresh COMMAND...: the package and manifest as they were given, then the command; for cases that try one
# change after the other on the same host.
afresh() {
    rm -rf "$ROOM/sealed" "$PACKAGE".mme.*
    cp "$WORLD/plain/${PACKAGE##*/}" "$PACKAGE"
    cp "$WORLD/manifests/${MANIFEST##*/}" "$MANIFEST"
    VARIANT="$*"
    "$@"
}

# with_manifest SED-SCRIPT: changes the manifest that will be signed; a script that changes nothing is a mistake.
with_manifest() {
    cp "$MANIFEST" "$MANIFEST.before"
    sed -i -E "$1" "$MANIFEST"
    ! cmp -s "$MANIFEST" "$MANIFEST.before" || failed "the manifest was not changed by: $1"
}

# scanned_again: the true manifest of the package as it is now.
scanned_again() {
    local engines
    mapfile -t engines < <(engine_options)
    mmemanifest create "$PACKAGE" "${engines[@]}" -o "$MANIFEST" >"$ROOM/create.log" 2>&1 \
        || failed "no manifest could be made: $(cat "$ROOM/create.log")"
}

# signature_of KEY FILE [TIME]: FILE.sig, detached; a K7 signature is dated when that key is valid.
signature_of() {
    local time=("${3:+--faked-system-time}" "${3:-}")
    [ -n "${3:-}" ] || time=()
    if [ "$1" = K7 ]; then time=(--faked-system-time "$(date -u -d '+61 days' +%Y%m%dT%H%M%S)"); fi
    gpg_quiet "${time[@]}" --local-user "$(fingerprint_of "$1")" --digest-algo "${DIGEST:-SHA256}" --armor --yes \
        --output "$2.sig" --detach-sign "$2"
}

# sealed_by KEY [TIME]: signs the manifest as it stands and embeds both into the package.
sealed_by() {
    signature_of "$1" "$MANIFEST" "${2:-}"
    embedded_with "$MANIFEST" "$MANIFEST.sig"
}

# sealed_by_both KEY KEY: two signature packets in one armour block, as `mmemanifest sign --append` makes it.
sealed_by_both() {
    local key packets=()
    for key in "$@"; do
        signature_of "$key" "$MANIFEST"
        gpg_quiet --dearmor --yes --output "$MANIFEST.$key" "$MANIFEST.sig"
        packets+=("$MANIFEST.$key")
    done
    cat "${packets[@]}" | gpg --homedir "$WORLD/gnupg" --batch --quiet --enarmor \
        | sed -e '/^Comment:/d' -e 's/PGP ARMORED FILE/PGP SIGNATURE/' >"$MANIFEST.sig"
    embedded_with "$MANIFEST" "$MANIFEST.sig"
}

embedded_with() { # MANIFEST [SIGNATURE]
    rm -rf "$ROOM/sealed"
    mmemanifest embed "$PACKAGE" --manifest "$1" ${2:+--signature "$2"} --output "$ROOM/sealed" >"$ROOM/embed.log" 2>&1 \
        || failed "embedding failed: $(cat "$ROOM/embed.log")"
    mv "$ROOM/sealed/${PACKAGE##*/}" "$PACKAGE"
}

# rebuilt_with WHAT: the package somebody built from the same source with WHAT changed, under the true seal.
rebuilt_with() {
    cp "$WORLD/rebuilt/$1/${PACKAGE##*/}" "$PACKAGE"
    sealed_by K1
}

# with_one_engine: cuts the second [[scan]].
with_one_engine() {
    awk '/^\[\[scan\]\]/ { n++ } /^\[inventory\]/ { n = 0 } n < 2' "$MANIFEST" >"$MANIFEST.one"
    mv "$MANIFEST.one" "$MANIFEST"
}

# with_engine_again SED-SCRIPT: the first [[scan]] once more, changed by the script.
with_engine_again() {
    awk '/^\[\[scan\]\]/ { n++ } /^\[inventory\]/ { n = 0 } n == 1' "$MANIFEST" | sed -E "$1" >"$MANIFEST.again"
    cat "$MANIFEST.again" >>"$MANIFEST"
}
