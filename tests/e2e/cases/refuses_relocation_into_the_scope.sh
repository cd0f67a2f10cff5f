# SPDX-License-Identifier: LGPL-2.1-or-later
given_package other-tool 1.0
forged_by 'p.main[1098] = strings("/opt/other-tool")'
install_with "$FRONT_END"
expect_refused manifest-missing
