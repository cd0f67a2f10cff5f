# SPDX-License-Identifier: LGPL-2.1-or-later
afresh
echo harmless >"$TREE/program"
SCRIPT="# $(eicar)"
packed_as deb
scanned_with
expect_found control/postinst
packed_as rpm
scanned_with
expect_found 'scriptlet postin'
SCRIPT=true
for script in '%pre:prein' '%preun:preun' '%postun:postun' '%pretrans -p <lua>:pretrans' \
    '%posttrans:posttrans' '%verifyscript:verifyscript' '%triggerin -- bash:trigger' \
    '%filetriggerin -- /usr:filetrigger' '%transfiletriggerin -- /usr:transfiletrigger'; do
    MORE_SPEC=$(printf '%s\n-- %s\n' "${script%:*}" "$(eicar)")
    packed_as rpm
    scanned_with
    expect_found "scriptlet ${script##*:}"
done
