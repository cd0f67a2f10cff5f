# SPDX-License-Identifier: LGPL-2.1-or-later
# The role alone does not do it either: the package must be one of mmeverify.
with_policy '$a [guard]\nrole = "operator"'
given_named mme-other 'mkdir -p $TREE/usr/bin && echo x >$TREE/usr/bin/mmeverify'
scanned_again
sealed_by K6
install_with "$FRONT_END"
expect_refused guarded-path
