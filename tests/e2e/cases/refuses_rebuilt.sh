# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
for what in payload script release epoch architecture; do
    afresh rebuilt_with "$what"
    install_with "$FRONT_END"
    expect_refused part-mismatch
done
