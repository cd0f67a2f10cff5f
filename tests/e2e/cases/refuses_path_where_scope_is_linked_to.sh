# SPDX-License-Identifier: LGPL-2.1-or-later
given_link_on_host /opt/mme ../srv/real
mkdir -p "$TARGET/srv/real"
TREE_BEFORE=$(tree_hash)
given_stranger 'mkdir -p $TREE/srv/real && echo x >$TREE/srv/real/program'
install_with "$FRONT_END"
expect_refused manifest-missing
