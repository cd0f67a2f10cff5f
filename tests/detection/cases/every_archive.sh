# SPDX-License-Identifier: LGPL-2.1-or-later
# One package with the pattern in an archive of every kind; the leaf of each is named.
mkdir work
eicar >work/leaf
LEAVES=()
inside() { # NAME MEMBER COMMAND
    (cd work && eval "$3")
    LEAVES+=("/opt/mme/$1!/$2")
}
inside a.tar leaf 'tar cf a.tar leaf'
inside a.tar.gz leaf 'tar czf a.tar.gz leaf'
inside a.tar.xz leaf 'tar cJf a.tar.xz leaf'
inside a.tar.zst leaf 'tar --zstd -cf a.tar.zst leaf'
inside a.tar.bz2 leaf 'tar cjf a.tar.bz2 leaf'
inside a.cpio leaf 'bsdtar --format newc -cf a.cpio leaf'
inside a.cpio.gz leaf 'bsdtar --format newc -czf a.cpio.gz leaf'
inside a.a leaf 'ar rc a.a leaf'
inside a.jar leaf 'zip -q a.jar leaf'
inside a.run leaf "zip -q x.zip leaf && (echo '#!/bin/sh'; cat x.zip) > a.run"
inside a.7z leaf 'bsdtar --format 7zip -cf a.7z leaf'
inside a.iso leaf 'bsdtar --format iso9660 -cf a.iso leaf'
inside a.gz data 'gzip -c leaf > a.gz'
inside a.xz data 'xz -c leaf > a.xz'
inside a.zst data 'zstd -qc leaf > a.zst'
inside a.bz2 data 'bzip2 -c leaf > a.bz2'
inside a.lzma data 'xz --format=lzma -c leaf > a.lzma'
inside a.lz4 data 'lz4 -q -l leaf a.lz4'
inside a.lz data 'lzip -c leaf > a.lz'
inside b.lzma data 'xz --format=lzma --lzma1=lc=1,lp=2,pb=0 -c leaf > b.lzma'
inside b.gz data 'echo first | gzip > b.gz && gzip -c leaf >> b.gz'
inside b.xz '\+!/leaf' 'echo x | xz > b.xz && zip -q b.zip leaf && cat b.zip >> b.xz && rm b.zip'
inside c.tar.xz data 'tar cJf c.tar.xz leaf'
inside a.img '\+!/leaf' \
    'echo x > x && bsdtar --format newc -cf 1 x && bsdtar --format newc -czf 2 leaf && cat 1 2 > a.img'
for type in $TYPES; do
    afresh
    cp work/[abc].* "$TREE"
    packed_as "$type"
    scanned_with
    for leaf in "${LEAVES[@]}"; do expect_found "$leaf"; done
done
