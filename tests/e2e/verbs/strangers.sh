# SPDX-License-Identifier: LGPL-2.1-or-later
# Packages of somebody else: no name, vendor or path of theirs says that they are MME software.

# given_stranger SHELL-TEXT: an unsealed package "stranger" 1.0 whose files the text makes in the directory $TREE.
given_stranger() { given_named stranger "$1"; }

# given_named NAME SHELL-TEXT: the same under another name.
given_named() {
    local TREE=$ROOM/$1/tree
    mkdir -p "$TREE"
    eval "$2"
    "pack_named_$TYPE" "$1"
    PACKAGE=$ROOM/$1/$1-1.0.$TYPE
    MANIFEST=$PACKAGE.toml
    PACKAGES=("$PACKAGE") NAMES=("$1")
}

pack_named_deb() { # NAME
    mkdir "$TREE/DEBIAN"
    printf '%s\n' "Package: $1" 'Version: 1.0' 'Architecture: all' \
        'Maintainer: Somebody Else <else@example.net>' 'Description: a test package' >"$TREE/DEBIAN/control"
    dpkg-deb --root-owner-group --build "$TREE" "$ROOM/$1/$1-1.0.deb" >/dev/null
}

pack_named_rpm() { # NAME
    local top=$ROOM/$1/top
    mkdir -p "$top"
    {
        printf '%s\n' "Name: $1" 'Version: 1.0' 'Release: 1' 'Summary: a test package' 'License: MIT' 'Vendor: Somebody Else' \
            'BuildArch: noarch' '%description' 'A test package.' '%prep' '%build' '%install' \
            "cp -a $TREE/. %{buildroot}" '%files'
        (cd "$TREE" && find . ! -type d -printf '/%P\n')
    } >"$top/$1.spec"
    HOME=$top rpmbuild --quiet -bb --define "_topdir $top" --define "_rpmdir $ROOM/$1" \
        --define '_rpmfilename %%{name}-%%{version}.rpm' --nodeps "$top/$1.spec" </dev/null >"$top/log" 2>&1 ||
        { cat "$top/log" >&2 && exit 1; }
}

# with_path_spelled SPELLING: in the stranger, the path of its only file becomes this one, byte for byte.
with_path_spelled() {
    if [ "$TYPE" = rpm ]; then
        forged_by "p.main[1118].values[0] = b'$(dirname "$1")/'; p.entries[-1].name = b'.$1'"
    else
        "$here/spell_path_of_deb" "$PACKAGE" "$1"
    fi
}

# given_link_on_host LINK TARGET: in the root that is installed into.
given_link_on_host() {
    mkdir -p "$TARGET$(dirname "$1")"
    ln -s "$2" "$TARGET$1"
    TREE_BEFORE=$(tree_hash)
}
