# SPDX-License-Identifier: LGPL-2.1-or-later
# Two packages of one transaction that are innocent each by itself: one brings a link, the other a path through it.
given_named stranger-link 'mkdir -p $TREE/srv && ln -s ../opt $TREE/srv/data'
link=$PACKAGE
given_named stranger-file 'mkdir -p $TREE/srv/data/mme && echo x >$TREE/srv/data/mme/program'
PACKAGES=("$PACKAGE" "$link") NAMES=(stranger-file stranger-link)
install_with "$FRONT_END"
expect_refused manifest-missing
