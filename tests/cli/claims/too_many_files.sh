# SPDX-License-Identifier: LGPL-2.1-or-later
# A deb whose list of files no manifest can hold.

# given_long_list: $ROOM/huge.deb, 2,200 files each in a directory of its own, below a path of 3,600 bytes.
given_long_list() {
    local part place=$ROOM/tree
    part=$(printf '%0240d' 0)
    for _ in $(seq 14); do place=$place/$part; done
    mkdir -p "$place" "$ROOM/tree/DEBIAN"
    (cd "$place" && seq 2400 | xargs mkdir && seq -f %.f/file 2400 | xargs touch)
    printf 'Package: mme-huge\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.org>\nDescription: x\n' \
        >"$ROOM/tree/DEBIAN/control"
    dpkg-deb --root-owner-group -Zgzip -z1 --build "$ROOM/tree" "$ROOM/huge.deb" >/dev/null
}

# labels: R8 R28
claim_refuses_before_the_scan_and_says_what_to_do() {
    given_long_list
    run mmemanifest create "$ROOM/huge.deb" --engine "yara:rules=$WORLD/yara/test.yar" -o "$ROOM/huge.toml"
    expect_not_done mmemanifest 'lines, expected at most 15728640; divide it into packages of fewer files'
    shows "huge.deb: its inventory has [0-9]* bytes in " <"$ROOM/err" || wrong "it does not say of what there is too much"
    expect_gone "$ROOM/huge.toml"
}
