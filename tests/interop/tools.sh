# SPDX-License-Identifier: LGPL-2.1-or-later
# One function for each tool; it fails where the tool, or afterwards mmeverify, does.

wrong() { echo "FAILED: $*" >&2 && exit 1; }

# sealed TYPE [PACKAGE]: seals a package with real engines and gives the path of the sealed copy.
sealed() {
    local engines package=${2:-$WORLD/plain/mme-core-2.0.$1}
    mapfile -t engines < <(engine_options)
    mmemanifest seal "$package" --key "$(fingerprint_of K1)" "${engines[@]}" --output "$ROOM/sealed"
}

is_accepted() { # TYPE PACKAGE
    TYPE=$1
    given_host
    "$PREFIX/usr/bin/mmeverify" "${PLACES[@]}" check "$2" | shows ': accepted$' || wrong "mmeverify refuses $2"
}

rpm_keyring() {
    mkdir -p "$ROOM/db"
    rpmkeys --dbpath "$ROOM/db" --import "$WORLD/keys/K1.asc"
}
signed_by_rpm() { # PACKAGE
    GNUPGHOME=$WORLD/gnupg rpmsign --define '__gpg /usr/bin/gpg' --define "_gpg_name $(fingerprint_of K1)" \
        --addsign "$1" </dev/null >"$ROOM/rpmsign.log" 2>&1 || wrong "rpmsign: $(cat "$ROOM/rpmsign.log")"
}
rpm_says() { # WORDS PACKAGE
    rpmkeys --dbpath "$ROOM/db" --checksig "$2" | shows ": $1\$" || wrong "$(rpmkeys --dbpath "$ROOM/db" --checksig -v "$2")"
}

rpm_checksig() {
    local package
    package=$(sealed rpm)
    rpm_keyring
    rpm_says 'digests OK' "$package"
    [ "$(rpm -qp --qf '%{name} %{version}' "$package")" = 'mme-core 2.0' ] || wrong "rpm -qp reads it otherwise"
}

rpmsign_after_sealing() {
    local package
    package=$(sealed rpm)
    rpm_keyring
    signed_by_rpm "$package"
    rpm_says 'digests signatures OK' "$package"
    is_accepted rpm "$package"
}

sealing_after_rpmsign() {
    local package
    cp "$WORLD/plain/mme-core-2.0.rpm" "$ROOM/"
    rpm_keyring
    signed_by_rpm "$ROOM/mme-core-2.0.rpm"
    package=$(sealed rpm "$ROOM/mme-core-2.0.rpm")
    rpm_says 'digests signatures OK' "$package"
    is_accepted rpm "$package"
}

createrepo_c() {
    local package
    package=$(sealed rpm)
    command createrepo_c --quiet "$(dirname "$package")"
    zcat "$ROOM"/sealed/repodata/*-primary.xml.gz | shows "$(sha256sum "$package" | cut -d' ' -f1)" \
        || wrong "the metadata does not hold the digest of the sealed file"
}

rpm2cpio() {
    command rpm2cpio "$(sealed rpm)" | cpio --quiet --extract --to-stdout ./opt/mme-core/program | shows -x 'mme-core 2.0' \
        || wrong "the payload is another one"
}

dpkg_deb() {
    local package
    package=$(sealed deb)
    dpkg-deb --info "$package" | shows '^ Package: mme-core$' || wrong "dpkg-deb --info reads it otherwise"
    dpkg-deb --contents "$package" | shows '/opt/mme-core/program$' || wrong "dpkg-deb --contents reads it otherwise"
    [ "$(dpkg-deb --fsys-tarfile "$package" | sha256sum)" = \
        "$(dpkg-deb --fsys-tarfile "$WORLD/plain/mme-core-2.0.deb" | sha256sum)" ] || wrong "the payload has changed"
}

lists_the_sealed_file() { # INDEX PACKAGE
    grep -q '^Package: mme-core$' "$1" || wrong "it is not in the index"
    grep -q "^SHA256: $(sha256sum "$2" | cut -d' ' -f1)\$" "$1" || wrong "the index does not hold the digest of the sealed file"
}

apt_ftparchive() {
    local package
    package=$(sealed deb)
    (cd "$ROOM/sealed" && apt-ftparchive packages .) >"$ROOM/Packages"
    lists_the_sealed_file "$ROOM/Packages" "$package"
}

dpkg_scanpackages() {
    local package
    package=$(sealed deb)
    (cd "$ROOM/sealed" && dpkg-scanpackages .) >"$ROOM/Packages" 2>/dev/null
    lists_the_sealed_file "$ROOM/Packages" "$package"
}

reprepro() {
    local package repository=$ROOM/repository
    package=$(sealed deb)
    mkdir -p "$repository/conf"
    printf 'Codename: stable\nComponents: main\nArchitectures: amd64\n' >"$repository/conf/distributions"
    command reprepro --silent --basedir "$repository" --component main --section net --priority optional \
        includedeb stable "$package"
    lists_the_sealed_file "$repository/dists/stable/main/binary-amd64/Packages" "$package"
    is_accepted deb "$(find "$repository/pool" -name '*.deb')"
}
