# SPDX-License-Identifier: LGPL-2.1-or-later
given_stranger 'mkdir -p $TREE/etc/mmeverify/keys.d && echo key >$TREE/etc/mmeverify/keys.d/mine.asc'
install_with "$FRONT_END"
expect_refused guarded-path
grep -q "found: */etc/mmeverify" "$ROOM/output" || failed "the screen does not name the path"
