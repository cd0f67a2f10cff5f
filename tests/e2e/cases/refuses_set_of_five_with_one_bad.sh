# SPDX-License-Identifier: LGPL-2.1-or-later
for name in mme-core mme-two mme-three mme-four; do
    given_package "$name" 1.0
    sealed_by K1
done
given_package mme-five 1.0
install_with "$FRONT_END"
expect_refused manifest-missing
