# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
echo >"$MANIFEST.sig"
embedded_with "$MANIFEST" "$MANIFEST.sig"
install_with "$FRONT_END"
expect_refused signature-missing
