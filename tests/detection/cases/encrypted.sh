# SPDX-License-Identifier: LGPL-2.1-or-later
eicar >secret
zip -q -P word secret.zip secret
for type in $TYPES; do
    afresh
    cp secret.zip "$TREE"
    packed_as "$type"
    scanned_with
    expect_unscanned '/opt/mme/secret.zip!/secret' encrypted
done
