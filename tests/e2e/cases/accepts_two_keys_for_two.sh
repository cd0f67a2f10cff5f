# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
with_policy 's/^threshold = .*/threshold = 2/; s/^roles = .*/roles = ["vendor", "operator"]/'
sealed_by_both K1 K6
install_with "$FRONT_END"
expect_accepted
