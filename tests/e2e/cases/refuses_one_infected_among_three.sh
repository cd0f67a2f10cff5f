# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
with_engine_again 's/^engine = .*/engine = "Third Engine"/; s/^database-version = .*/database-version = "3"/; s/^result = .*/result = "infected"/'
sealed_by K1
install_with "$FRONT_END"
expect_refused scan-infected
