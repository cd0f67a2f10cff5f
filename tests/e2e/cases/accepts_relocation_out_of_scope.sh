# SPDX-License-Identifier: LGPL-2.1-or-later
given_package other-tool 1.0
forged_by 'p.main[1098] = strings("/opt/other-tool")'
install_with "$FRONT_END"
[ "$RC" -eq 0 ] || failed "it was refused (exit status $RC)"
[ "$(installed_version other-tool)" = 1.0 ] || failed "it is not in the database of rpm"
