# SPDX-License-Identifier: LGPL-2.1-or-later
# 50 MB, and the pattern is the last thing in it; so too in what its compression holds.
head -c 50000000 /dev/urandom >large
eicar >>large
gzip -1 -k large
for type in $TYPES; do
    afresh
    cp large large.gz "$TREE"
    packed_as "$type"
    scanned_with
    expect_found /opt/mme/large
    expect_found '/opt/mme/large.gz!/data'
done
