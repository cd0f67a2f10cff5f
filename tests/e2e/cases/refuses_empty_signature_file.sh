# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
cp "$MANIFEST" "$PACKAGE.mme.toml"
: >"$PACKAGE.mme.sig"
install_with "$FRONT_END"
expect_refused signature-missing
