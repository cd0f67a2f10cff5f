# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
for change in '0,/^files-scanned = .*/s//files-scanned = 1/' '0,/^bytes-scanned = .*/s//bytes-scanned = 1/' \
    's/^(files|bytes)-(offered|scanned) = .*/\1-\2 = 0/'; do
    afresh with_manifest "$change"
    sealed_by K1
    install_with "$FRONT_END"
    expect_refused scan-inconclusive
done
