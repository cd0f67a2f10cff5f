# SPDX-License-Identifier: LGPL-2.1-or-later
# Damaged, or of a kind that nothing here reads: each is named.
mkdir work whole
eicar >leaf
head -c 300000 /dev/urandom >>leaf
tar --zstd -cf whole/tar.zst leaf
zstd -q leaf -o whole/zst
xz -k leaf && mv leaf.xz whole/xz
zip -q whole/zip leaf && mv whole/zip.zip whole/zip
for kind in tar.zst zst xz zip; do head -c 200000 "whole/$kind" >"work/cut.$kind"; done
printf 'hsqs' >work/image.squashfs
printf 'Rar!\032\007\001\000' >work/a.rar
for type in $TYPES; do
    afresh
    cp work/* "$TREE"
    packed_as "$type"
    scanned_with
    for file in work/*; do expect_unscanned_below "/opt/mme/$(basename "$file")"; done
    expect_unscanned /opt/mme/image.squashfs 'nothing here reads a squashfs image'
done
