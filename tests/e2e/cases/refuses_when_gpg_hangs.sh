# SPDX-License-Identifier: LGPL-2.1-or-later
# gpg is waited for once in a transaction, not once for each package.
for name in mme-core mme-two; do
    given_package "$name" 1.0
    sealed_by K1
done
given_new_keyring
CALLER=(unshare --mount "$here/with_hanging_gpg" "$ROOM/gpg" always)
install_with "$FRONT_END"
expect_refused internal-error
grep -q 'time-out' "$ROOM/output" || failed "the screen does not say that gpg took too long"
[ "$(wc -l <"$ROOM/gpg.calls")" -eq 1 ] || failed "gpg was waited for more than once: $(cat "$ROOM/gpg.calls")"
