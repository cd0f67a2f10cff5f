# SPDX-License-Identifier: LGPL-2.1-or-later
given_new_keyring
given_package mme-core 2.0
sealed_by K1
install_with "$FRONT_END"
expect_accepted
expect_version 2.0
expect_one_event_for_each
