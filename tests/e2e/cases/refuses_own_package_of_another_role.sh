# SPDX-License-Identifier: LGPL-2.1-or-later
with_policy '$a [guard]\nrole = "operator"'
given_named mmeverify 'mkdir -p $TREE/usr/bin && echo x >$TREE/usr/bin/mmeverify'
scanned_again
sealed_by K1
install_with "$FRONT_END"
expect_refused role-missing
