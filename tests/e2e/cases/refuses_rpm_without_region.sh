# SPDX-License-Identifier: LGPL-2.1-or-later
# The reason is given before anything is done, and not when rpm opens the file again.
given_package mme-core 2.0
forged_by 'p.main.has_region = False'
install_with "$FRONT_END"
expect_refused_or_unreadable archive-malformed
grep -q 'no immutable region' "$ROOM/output" || failed "the screen does not say why"
