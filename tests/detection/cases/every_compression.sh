# SPDX-License-Identifier: LGPL-2.1-or-later
afresh
eicar >"$TREE/program"
for compression in gzip xz zstd none; do
    packed_as deb "$compression"
    scanned_with
    expect_found /opt/mme/program
done
for compression in w9.gzdio w2.xzdio w3.zstdio w9.bzdio w2.lzdio w.ufdio; do
    packed_as rpm "$compression"
    scanned_with
    expect_found /opt/mme/program
done

# dpkg unpacks data.tar.bz2 and data.tar.lzma, and no longer makes them.
packed_as deb none
ar x "$PACKAGE"
bzip2 -k data.tar
xz --format=lzma -k data.tar
for member in data.tar.bz2 data.tar.lzma; do
    rm "$PACKAGE"
    ar rc "$PACKAGE" debian-binary control.tar "$member"
    scanned_with
    expect_found /opt/mme/program
done
