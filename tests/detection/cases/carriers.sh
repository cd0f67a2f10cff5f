# SPDX-License-Identifier: LGPL-2.1-or-later
# A compressed pattern behind scripts and programs, in disk images, and where an archive does not say that it is.
eicar >pattern
python3 "$(dirname "${BASH_SOURCE[0]}")/../make_carriers.py" pattern work
for type in $TYPES; do
    afresh
    cp work/* "$TREE"
    packed_as "$type"
    scanned_with
    for file in work/named.*; do expect_unscanned_below "/opt/mme/$(basename "$file")"; done
    for file in work/found.*; do expect_found_below "/opt/mme/$(basename "$file")"; done
done
