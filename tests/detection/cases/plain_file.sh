# SPDX-License-Identifier: LGPL-2.1-or-later
for type in $TYPES; do
    afresh
    echo harmless >"$TREE/program"
    packed_as "$type"
    scanned_with
    expect_clean
    eicar >"$TREE/program"
    packed_as "$type"
    scanned_with
    expect_found /opt/mme/program
done
