# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
with_policy 's/^threshold = .*/threshold = 2/'
sealed_by_both K1 K1
install_with "$FRONT_END"
expect_refused threshold-not-met
