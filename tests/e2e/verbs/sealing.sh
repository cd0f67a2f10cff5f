# SPDX-License-Identifier: LGPL-2.1-or-later
# Manifests and signatures. Each package is scanned once for the world; cases edit copies.

mmemanifest() { GNUPGHOME=$WORLD/gnupg "$PREFIX/usr/bin/mmemanifest" "$@" </dev/null; }

make_manifests() {
    mkdir -p "$WORLD/manifests"
    local package engines
    mapfile -t engines < <(engine_options)
    for package in "$WORLD"/plain/*; do
        mmemanifest create "$package" "${engines[@]}" -o "$WORLD/manifests/$(basename "$package").toml"
    done
}

# given_package NAME VERSION: from here on "the package" of this case, unsealed, with its true manifest.
given_package() {
    PACKAGE=$ROOM/$1-$2.$TYPE
    MANIFEST=$ROOM/$1-$2.$TYPE.toml
    NAME=$1
    cp "$WORLD/plain/$1-$2.$TYPE" "$PACKAGE"
    cp "$WORLD/manifests/$1-$2.$TYPE.toml" "$MANIFEST"
    PACKAGES+=("$PACKAGE")
    NAMES+=("$1")
}

# with_manifest SED-SCRIPT: changes the manifest that will be signed.
with_manifest() { sed -i -E "$1" "$MANIFEST"; }

signature_of() { # KEY FILE
    local time=()
    if [ "$1" = K7 ]; then time=(--faked-system-time "$(date -u -d '+61 days' +%Y%m%dT%H%M%S)"); fi
    gpg_quiet "${time[@]}" --local-user "$(fingerprint_of "$1")" --digest-algo SHA256 --armor --yes \
        --output "$2.sig" --detach-sign "$2"
}

# sealed_by KEY: signs the manifest as it stands and embeds both into the package.
sealed_by() {
    mkdir -p "$ROOM/sealed"
    signature_of "$1" "$MANIFEST"
    embedded_with "$MANIFEST" "$MANIFEST.sig"
}

embedded_with() { # MANIFEST SIGNATURE
    mmemanifest embed "$PACKAGE" --manifest "$1" --signature "$2" --output "$ROOM/sealed" >"$ROOM/embed.log" 2>&1
    mv "$ROOM/sealed/$(basename "$PACKAGE")" "$PACKAGE"
}

# flipped_byte OFFSET: changes one byte; a negative offset counts from the end.
flipped_byte() {
    local size offset=$1 byte
    size=$(stat -c %s "$PACKAGE")
    if [ "$offset" -lt 0 ]; then offset=$((size + offset)); fi
    byte=$(od -An -tu1 -j "$offset" -N1 "$PACKAGE" | tr -d ' ')
    # shellcheck disable=SC2059  # the format is the byte
    printf "\\x$(printf %x $((byte ^ 255)))" | dd of="$PACKAGE" bs=1 seek="$offset" conv=notrunc status=none
}

truncated_by() { truncate -s "-$1" "$PACKAGE"; }
trailed_by() { printf '%s' "$1" >>"$PACKAGE"; }

# changed_in payload: one byte of what gets installed. The payload is the end of an rpm; in a deb it is
# the data member, which lies before ours.
changed_in() {
    [ "$1" = payload ] || return 2
    if [ "$TYPE" = rpm ]; then flipped_byte -20; else flipped_byte "$(deb_data_offset)"; fi
}

deb_data_offset() {
    local header
    header=$(grep -abo -m1 'data\.tar' "$PACKAGE" | head -n 1 | cut -d: -f1)
    echo $((header + 60 + 40))
}

# with_one_engine: cuts the second [[scan]] and all below it.
with_one_engine() {
    awk '/^\[\[scan\]\]/ { n++ } n < 2' "$MANIFEST" >"$MANIFEST.one"
    mv "$MANIFEST.one" "$MANIFEST"
}
