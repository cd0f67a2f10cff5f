# SPDX-License-Identifier: LGPL-2.1-or-later
# ClamAV does not read zstd, so what is too deep here is hidden from both engines.
eicar >leaf
deeply() { # NUMBER
    cp leaf nested
    inside=/opt/mme/nested
    for _ in $(seq "$1"); do
        zstd -qf nested -o next
        mv next nested
    done
    afresh
    cp nested "$TREE"
}
for type in $TYPES; do
    deeply 8
    packed_as "$type"
    scanned_with
    expect_found "/opt/mme/nested$(printf '!/data%.0s' 1 2 3 4 5 6 7 8)"
    scanned_with --max-depth 7
    expect_unscanned "/opt/mme/nested$(printf '!/data%.0s' 1 2 3 4 5 6 7)" --max-depth
    deeply 9
    packed_as "$type"
    scanned_with
    expect_unscanned "/opt/mme/nested$(printf '!/data%.0s' 1 2 3 4 5 6 7 8)" --max-depth
done
