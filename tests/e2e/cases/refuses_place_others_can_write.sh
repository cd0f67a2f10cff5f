# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
sealed_by K1
chown nobody "$PACKAGE"
install_with "$FRONT_END"
expect_refused unsafe-location
chown root "$PACKAGE"
mkdir -m 777 "$ROOM/open"
mv "$PACKAGE" "$ROOM/open/"
PACKAGES=("$ROOM/open/${PACKAGE##*/}")
install_with "$FRONT_END"
expect_refused unsafe-location
