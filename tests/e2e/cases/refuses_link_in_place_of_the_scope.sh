# SPDX-License-Identifier: LGPL-2.1-or-later
given_stranger 'mkdir -p $TREE/opt $TREE/srv/far && ln -s /srv/far $TREE/opt/mme'
install_with "$FRONT_END"
expect_refused manifest-missing
