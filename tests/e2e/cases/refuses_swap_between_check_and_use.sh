# SPDX-License-Identifier: LGPL-2.1-or-later
# After both packages were checked, and before rpm opens them again, the one out of scope exchanges the file
# of the other: the place where an unprivileged owner of the folder would have to be as quick.
given_package mme-core 2.0
sealed_by K1
mv "$PACKAGE" "$TARGET/tmp/mme-core-2.0.rpm"
cp "$WORLD/rebuilt/payload/mme-core-2.0.rpm" "$TARGET/tmp/rebuilt"
PACKAGES=("$TARGET/tmp/mme-core-2.0.rpm" "$WORLD/plain/swapper-1.0.rpm")
CALLER=("$here/on_a_terminal")
install_with "$FRONT_END"
cmp -s "$TARGET/tmp/mme-core-2.0.rpm" "$WORLD/rebuilt/payload/mme-core-2.0.rpm" || failed "the file was not exchanged"
[ "$RC" -ne 0 ] || failed "it was accepted"
grep -q 'refused (part-mismatch)' "$ROOM/output" || failed "the screen does not say so"
[ -z "$(installed_version mme-core)" ] || failed "it is in the database of rpm"
[ ! -e "$TARGET/opt/mme-core" ] || failed "it is in the tree"
[ "$(cat "$TARGET/canary")" = swapper ] || failed "code of the package has run: $(cat "$TARGET/canary")"
new_events | tail -n 1 | shows '"code":"part-mismatch"' || failed "the journal does not say so"
