# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
for line in created started finished database-date; do with_manifest "s/^$line = .*/$line = 2025-03-01T00:00:00Z/"; done
sealed_by K1
install_with "$FRONT_END"
expect_refused scan-too-old
