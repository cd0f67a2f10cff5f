# SPDX-License-Identifier: LGPL-2.1-or-later
# Format 6 as rpmbuild 6 makes it (a stripped archive, no size or MD5 in the signature header), tags that a signing
# server has placed behind the region of the signature header, and checksums in the archive.
given_package mme-core 2.0
case $FRONT_END in
    rpm) forged_by 'p.signatures.behind[274] = strings(*["03"] * len(p.main[1117].values)); p.signatures.behind[275] = int32s(2)' ;;
    *-upgrade) forged_by '[one.sum() for one in p.entries]' ;;
    *) forged_by 'p.format6()' ;;
esac
scanned_again
sealed_by K1
install_with "$FRONT_END"
expect_accepted
expect_version 2.0
