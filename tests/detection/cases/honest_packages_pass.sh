# SPDX-License-Identifier: LGPL-2.1-or-later
# What packages really hold is unpacked without a complaint: programs, libraries, manual pages, jars, documents.
mkdir work
(cd work && echo 'int f(void) { return 1; }' >f.c && gcc -c f.c && ar rc libf.a f.o && mkdir META-INF && echo x >META-INF/M \
    && zip -qr a.jar META-INF && echo '.TH x' | gzip -9n >x.1.gz && cp /bin/true /bin/bash . \
    && tar cJf source.tar.xz f.c libf.a)
for type in $TYPES; do
    afresh
    cp -r work/. "$TREE"
    ln "$TREE/bash" "$TREE/sh"
    ln -s bash "$TREE/link"
    : >"$TREE/empty"
    packed_as "$type"
    scanned_with
    expect_clean
done
