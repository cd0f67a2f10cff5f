# SPDX-License-Identifier: LGPL-2.1-or-later
# A control.tar with a wrong byte cannot be decompressed; a header of an rpm can be read, and is another one.
given_package mme-core 2.0
sealed_by K1
changed_in header
install_with "$FRONT_END"
if [ "$TYPE" = rpm ]; then expect_refused_or_unreadable part-mismatch; else expect_refused_or_unreadable archive-malformed; fi
