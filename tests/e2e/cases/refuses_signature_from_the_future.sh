# SPDX-License-Identifier: LGPL-2.1-or-later
# Either the signer's clock or this host's is wrong; it is not for the host to guess which.
given_package mme-core 2.0
sealed_by K1 "$(date -u -d +1day +%Y%m%dT%H%M%S)"
install_with "$FRONT_END"
expect_refused clock-suspect
