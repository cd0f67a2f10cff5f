# SPDX-License-Identifier: LGPL-2.1-or-later
# What an operator sees is the same on a terminal, and it is said once.
given_package mme-core 2.0
CALLER=("$here/on_a_terminal")
install_with "$FRONT_END"
expect_refused manifest-missing
[ "$(grep -c 'refused (manifest-missing)' "$ROOM/output")" -eq 1 ] || failed "it is said more than once"
