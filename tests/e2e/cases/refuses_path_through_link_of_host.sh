# SPDX-License-Identifier: LGPL-2.1-or-later
given_link_on_host /srv/data ../opt/mme
mkdir -p "$TARGET/opt/mme"
TREE_BEFORE=$(tree_hash)
given_stranger 'mkdir -p $TREE/srv/data && echo x >$TREE/srv/data/program'
install_with "$FRONT_END"
expect_refused manifest-missing
