# SPDX-License-Identifier: LGPL-2.1-or-later
given_stranger 'mkdir -p $TREE/etc/rpm && echo "%x y" >$TREE/etc/rpm/macros.zz'
install_with "$FRONT_END"
[ "$RC" -eq 0 ] || failed "it was refused"
only_checks || [ -f "$TARGET/etc/rpm/macros.zz" ] || failed "it is not there"
new_events | shows "\"enforcement-paths\":.\"/etc/rpm/macros.zz\"" || failed "no event names the path"
