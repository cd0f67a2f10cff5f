# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
DIGEST=SHA1 sealed_by K1
install_with "$FRONT_END"
expect_refused algorithm-not-allowed
