# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
sealed_by K1
CALLER=(faketime -f '@1970-01-02 00:00:00')
install_with "$FRONT_END"
[ "$RC" -ne 0 ] || failed "it was accepted in 1970"
CALLER=(faketime -f '@2039-01-01 00:00:00')
install_with "$FRONT_END"
expect_refused scan-too-old
