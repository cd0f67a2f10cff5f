# SPDX-License-Identifier: LGPL-2.1-or-later
# As many scanned as offered, and both fewer or more than the package holds.
given_package mme-archive 1.0
for change in 's/^files-(offered|scanned) = .*/files-\1 = 2/' 's/^bytes-(offered|scanned) = .*/bytes-\1 = 2/' \
    's/^members = .*/members = 2/' '/^\[\[package.container/,/^sha256/d'; do
    afresh with_manifest "$change"
    sealed_by K1
    install_with "$FRONT_END"
    expect_refused scan-inconclusive
done
