# SPDX-License-Identifier: LGPL-2.1-or-later
# Bounded by the limits, and named.
head -c 100000000 /dev/zero >zeros
zstd -q zeros -o zeros.zst
zip -q1 zeros.zip zeros
gzip -c zeros.zst >twice.gz
truncate -s 1T giant
tar --sparse -cf giant.tar giant
mkdir many
for i in $(seq 3000); do echo "$i" >"many/$i"; done
(cd many && seq 3000 | tar czf ../many.tgz -T -)
for type in $TYPES; do
    afresh
    cp zeros.zst twice.gz giant.tar "$TREE"
    packed_as "$type"
    scanned_with
    expect_unscanned '/opt/mme/zeros.zst!/data' --max-ratio
    expect_unscanned '/opt/mme/twice.gz!/data!/data' --max-ratio
    expect_unscanned '/opt/mme/giant.tar!/giant' 'claims 1099511627776 bytes'

    afresh
    cp zeros.zip "$TREE"
    packed_as "$type"
    scanned_with --max-ratio 5000 --max-expanded-bytes 20000000
    expect_unscanned '/opt/mme/zeros.zip!/zeros' --max-expanded-bytes
    scanned_with --max-ratio 100
    expect_unscanned '/opt/mme/zeros.zip!/zeros' --max-ratio

    afresh
    cp many.tgz "$TREE"
    packed_as "$type"
    scanned_with --max-entries 2000
    expect_unscanned_below '/opt/mme/many.tgz!/'
done
