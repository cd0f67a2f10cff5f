# SPDX-License-Identifier: LGPL-2.1-or-later
with_policy '$a [guard]\nrole = "operator"'
given_named mmeverify 'mkdir -p $TREE/usr/bin $TREE/opt/mmeverify && echo x | tee $TREE/usr/bin/mmeverify >$TREE/opt/mmeverify/program'
scanned_again
sealed_by K6
install_with "$FRONT_END"
expect_accepted
