# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
sealed_by K1
chown nobody "$HOST/etc/keys.d/K1.asc"
install_with "$FRONT_END"
expect_refused policy-unsafe
