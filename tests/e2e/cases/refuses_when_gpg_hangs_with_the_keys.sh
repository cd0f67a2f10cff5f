# SPDX-License-Identifier: LGPL-2.1-or-later
# A gpg that answers for its version and then hangs at the keys is given up as well, once in a transaction.
for name in mme-core mme-two; do
    given_package "$name" 1.0
    sealed_by K1
done
given_new_keyring
CALLER=(unshare --mount "$here/with_hanging_gpg" "$ROOM/gpg" after-version)
install_with "$FRONT_END"
while read -r process _; do kill -KILL "$process" || :; done  # rpm blocks the other signals <"$ROOM/gpg.calls"
expect_refused internal-error
grep -qi 'timeout' "$ROOM/output" || failed "the screen does not say that gpg took too long"
[ "$(wc -l <"$ROOM/gpg.calls")" -eq 1 ] || failed "gpg was waited for more than once: $(cat "$ROOM/gpg.calls")"
