# SPDX-License-Identifier: LGPL-2.1-or-later
given_stranger 'mkdir -p $TREE/srv && ln -s ../opt/mme $TREE/srv/data'
install_with "$FRONT_END"
expect_refused manifest-missing
