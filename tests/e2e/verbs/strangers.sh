# SPDX-License-Identifier: LGPL-2.1-or-later
# Packages of somebody else: no name, vendor or path of theirs says that they are MME software.

# given_stranger SHELL-TEXT: an unsealed package "stranger" 1.0 whose files the text makes in the directory $TREE.
given_stranger() {
    local TREE=$ROOM/stranger/tree
    mkdir -p "$TREE"
    eval "$1"
    "pack_stranger_$TYPE"
    PACKAGES=("$ROOM/stranger/stranger-1.0.$TYPE") NAMES=(stranger)
}

pack_stranger_deb() {
    mkdir "$TREE/DEBIAN"
    printf '%s\n' 'Package: stranger' 'Version: 1.0' 'Architecture: all' \
        'Maintainer: Somebody Else <else@example.net>' 'Description: not MME software' >"$TREE/DEBIAN/control"
    dpkg-deb --root-owner-group --build "$TREE" "$ROOM/stranger/stranger-1.0.deb" >/dev/null
}

pack_stranger_rpm() {
    local top=$ROOM/stranger/top
    mkdir -p "$top"
    {
        printf '%s\n' 'Name: stranger' 'Version: 1.0' 'Release: 1' 'Summary: not MME software' 'License: MIT' \
            'BuildArch: noarch' '%description' 'Not MME software.' '%prep' '%build' '%install' \
            "cp -a $TREE/. %{buildroot}" '%files'
        (cd "$TREE" && find . ! -type d -printf '/%P\n')
    } >"$top/stranger.spec"
    HOME=$top rpmbuild --quiet -bb --define "_topdir $top" --define "_rpmdir $ROOM/stranger" \
        --define '_rpmfilename %%{name}-%%{version}.rpm' --nodeps "$top/stranger.spec" </dev/null >"$top/log" 2>&1 ||
        { cat "$top/log" >&2 && exit 1; }
}

# given_link_on_host LINK TARGET: in the root that is installed into.
given_link_on_host() {
    mkdir -p "$TARGET$(dirname "$1")"
    ln -s "$2" "$TARGET$1"
    TREE_BEFORE=$(tree_hash)
}
