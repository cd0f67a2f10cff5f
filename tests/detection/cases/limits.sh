# SPDX-License-Identifier: LGPL-2.1-or-later
# A member after the limit: hidden from both engines by zstd, so that only honesty can help.
mkdir work
for i in 1 2 3 4 5 6 7 8 9; do head -c 1000 /dev/urandom >"work/$i"; done
eicar >work/z
(cd work && tar --zstd -cf ../a.tar.zst 1 2 3 4 5 6 7 8 9 z)
for type in $TYPES; do
    afresh
    cp a.tar.zst "$TREE"
    packed_as "$type"
    scanned_with
    expect_found '/opt/mme/a.tar.zst!/z'
    scanned_with --max-entries 12
    expect_unscanned_below '/opt/mme/a.tar.zst!/'
    scanned_with --max-expanded-bytes 20000
    expect_unscanned_below '/opt/mme/a.tar.zst!/'
done

# The same of the payload itself.
afresh
cp work/* "$TREE"
packed_as deb zstd
scanned_with --max-entries 8
expect_unscanned_below /opt/mme/
packed_as rpm w3.zstdio
scanned_with --max-expanded-bytes 5000
expect_unscanned_below /opt/mme/
