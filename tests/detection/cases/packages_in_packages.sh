# SPDX-License-Identifier: LGPL-2.1-or-later
for inner in $TYPES; do
    afresh
    eicar >"$TREE/program"
    SCRIPT="# $(eicar)"
    packed_as "$inner"
    mv "$PACKAGE" "inner.$inner"
done
for type in $TYPES; do
    afresh
    cp inner.* "$TREE"
    packed_as "$type"
    scanned_with
    expect_found '/opt/mme/inner.rpm!/opt/mme/program'
    expect_found '/opt/mme/inner.rpm!/scriptlet postin'
    expect_found '/opt/mme/inner.deb!/data.tar.gz!/./opt/mme/program'
    expect_found '/opt/mme/inner.deb!/control.tar.gz!/./postinst'
done
