# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 1.0
signature_of K1 "$MANIFEST"
other_manifest=$MANIFEST
PACKAGES=() NAMES=()
given_package mme-core 2.0
embedded_with "$other_manifest" "$other_manifest.sig"
install_with "$FRONT_END"
expect_refused part-mismatch
