# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
with_policy '/^name = "K1"/a names = ["hss-*"]'
sealed_by K1
install_with "$FRONT_END"
expect_refused signer-not-trusted
