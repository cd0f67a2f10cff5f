# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
with_manifest '/^database-date = /s/= .*/= 2020-01-01T00:00:00Z/'
sealed_by K1
install_with "$FRONT_END"
expect_refused scan-database-stale
