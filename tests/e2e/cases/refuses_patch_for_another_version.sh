# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
with_manifest 's/^kind = .*/kind = "patch"/; s/^content-id = .*/&\nreplaces = ["9.9-1"]/'
sealed_by K1
install_with "$FRONT_END"
expect_refused patch-not-applicable
