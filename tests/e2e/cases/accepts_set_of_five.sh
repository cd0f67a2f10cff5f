# SPDX-License-Identifier: LGPL-2.1-or-later
for name in mme-core mme-two mme-three mme-four mme-five; do
    given_package "$name" 1.0
    sealed_by K1
done
install_with "$FRONT_END"
expect_accepted
expect_one_event_for_each
