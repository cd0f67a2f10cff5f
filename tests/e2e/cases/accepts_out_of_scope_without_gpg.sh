# SPDX-License-Identifier: LGPL-2.1-or-later
# Packages that are no MME software install as before, whatever is wrong with this host's gpg.
given_package other-tool 1.0
CALLER=(unshare --mount "$here/without_gpg")
install_with "$FRONT_END"
expect_accepted
