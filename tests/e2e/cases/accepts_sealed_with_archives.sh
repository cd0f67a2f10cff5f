# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-archive 1.0
sed -n "/^containers = /,/^'''/p" "$MANIFEST" | shows '^4	'
sealed_by K1
install_with "$FRONT_END"
expect_accepted
expect_version 1.0
