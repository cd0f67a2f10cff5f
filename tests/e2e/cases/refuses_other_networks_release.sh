# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
with_manifest 's/^intended-for = .*/intended-for = ["other-operator"]/'
sealed_by K1
install_with "$FRONT_END"
expect_refused not-intended-for-host
