# SPDX-License-Identifier: LGPL-2.1-or-later
# Its inventory has a line for each file. tests/bench/many-files tries 116,000.
given_many_files mme-many 12000
scanned_again
expect_inventory_of 12001
sealed_by K1
install_with "$FRONT_END"
expect_accepted
expect_version 1.0
only_checks || [ "$(find "$TARGET/opt/mme-many" -type f | wc -l)" -eq 12001 ] || failed "not every file was installed"
