# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
sealed_by K1
CALLER=(unshare --mount "$here/without_gpg")
install_with "$FRONT_END"
expect_refused internal-error
