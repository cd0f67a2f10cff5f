# SPDX-License-Identifier: LGPL-2.1-or-later
dpkg-divert --quiet --no-rename --admindir "$TARGET/var/lib/dpkg" --local --divert /opt/mme/tool --add /usr/bin/stranger-tool
mkdir -p "$TARGET/opt/mme"
TREE_BEFORE=$(tree_hash)
given_stranger 'mkdir -p $TREE/usr/bin && echo x >$TREE/usr/bin/stranger-tool'
install_with "$FRONT_END"
expect_refused manifest-missing
