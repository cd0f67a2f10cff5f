# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
with_policy 's/^mode = .*/mode = "permissive"/'
CALLER=("$here/on_a_terminal")
install_with "$FRONT_END"
only_checks || expect_accepted
grep -q 'refused (manifest-missing)' "$ROOM/output" || failed "the screen does not report what would have been refused"
new_events | shows '"mode":"permissive".*"code":"manifest-missing"' || failed "the journal does not"
expect_one_event_for_each
