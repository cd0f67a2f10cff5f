# SPDX-License-Identifier: LGPL-2.1-or-later
# As many scanned as offered, and both fewer or more than the package holds. A deb's inventory has entries besides.
given_package mme-archive 1.0
no_containers="/^containers = /,/^'''/d"
[ "$TYPE" = deb ] || no_containers='/^\[inventory\]/,$d'
for change in 's/^files-(offered|scanned) = .*/files-\1 = 2/' 's/^bytes-(offered|scanned) = .*/bytes-\1 = 2/' \
    "/^containers = /,/^'''/s/^[0-9]+/2/" "$no_containers"; do
    afresh with_manifest "$change"
    sealed_by K1
    install_with "$FRONT_END"
    expect_refused scan-inconclusive
done
