# SPDX-License-Identifier: LGPL-2.1-or-later
given_package other-tool 1.0
with_policy 's|^paths = .*|paths = ["/opt/mme/"]|'
install_with "$FRONT_END"
expect_accepted
