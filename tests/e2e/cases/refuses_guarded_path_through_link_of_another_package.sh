# SPDX-License-Identifier: LGPL-2.1-or-later
given_named stranger-link 'mkdir -p $TREE/srv && ln -s ../etc $TREE/srv/data'
link=$PACKAGE
given_named stranger-file 'mkdir -p $TREE/srv/data/mmeverify/keys.d && echo key >$TREE/srv/data/mmeverify/keys.d/mine.asc'
PACKAGES=("$link" "$PACKAGE") NAMES=(stranger-link stranger-file)
install_with "$FRONT_END"
expect_refused guarded-path
