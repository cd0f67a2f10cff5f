# SPDX-License-Identifier: LGPL-2.1-or-later
with_policy '$a [guard]\nplaces = "refuse"'
given_stranger 'mkdir -p $TREE/etc/rpm && echo "%x y" >$TREE/etc/rpm/macros.zz'
install_with "$FRONT_END"
expect_refused guarded-path
