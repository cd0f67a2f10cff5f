# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
signature_of K1 "$MANIFEST"
cp "$MANIFEST" "$PACKAGE.mme.toml"
cp "$MANIFEST.sig" "$PACKAGE.mme.sig"
install_with "$FRONT_END"
expect_accepted
expect_one_event_for_each
