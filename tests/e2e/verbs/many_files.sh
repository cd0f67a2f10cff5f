# SPDX-License-Identifier: LGPL-2.1-or-later
# Packages of many small files.

# make_tree_of FOLDER NAME COUNT: NAME's program, and COUNT files of some bytes, forty in a directory.
make_tree_of() {
    mkdir -p "$1/opt/$2"
    echo "$2 1.0" >"$1/opt/$2/program"
    python3 - "$1/opt/$2/modules" "$3" <<'PYTHON'
import os
import sys
for number in range(int(sys.argv[2])):
    directory = f"{sys.argv[1]}/module-{number // 40:05}"
    if number % 40 == 0:
        os.makedirs(directory)
    with open(f"{directory}/resource-{number:06}.json", "w") as out:
        out.write(f'{{"number": {number}}}\n')
PYTHON
}

pack_deb() { # TREE NAME
    mkdir "$1/DEBIAN"
    printf 'Package: %s\nVersion: 1.0\nArchitecture: all\nMaintainer: Example Telecom <release@example.org>\nDescription: x\n' \
        "$2" >"$1/DEBIAN/control"
    dpkg-deb --root-owner-group -Zgzip -z1 --build "$1" "$PACKAGE" >/dev/null
}

pack_rpm() { # TREE NAME
    cat >"$ROOM/many.spec" <<SPEC
Name: $2
Version: 1.0
Release: 1
Summary: Test package of mmeverify
License: LGPL-2.1-or-later
Vendor: Example Telecom
BuildArch: noarch
AutoReqProv: no
%define __os_install_post %{nil}
%description
Test package of mmeverify.
%install
mkdir -p %{buildroot} && cp -a $1/. %{buildroot}/
%files
/opt/$2
SPEC
    HOME=$ROOM rpmbuild --quiet -bb --define "_topdir $ROOM/rpmbuild" --define "_rpmdir $ROOM" --define '_binary_payload w1.gzdio' \
        --define "_rpmfilename ${PACKAGE##*/}" --nodeps "$ROOM/many.spec" </dev/null >"$ROOM/rpmbuild.log" 2>&1
}

# given_many_files NAME COUNT: a package of that many files, sealed by a vendor.
given_many_files() {
    PACKAGE=$ROOM/$1-1.0.$TYPE MANIFEST=$ROOM/$1-1.0.$TYPE.toml
    PACKAGES+=("$PACKAGE") NAMES+=("$1")
    make_tree_of "$ROOM/tree" "$1" "$2"
    "pack_$TYPE" "$ROOM/tree" "$1" || failed "the package cannot be built"
    rm -rf "$ROOM/tree" "$ROOM/rpmbuild"
}

# expect_inventory_of COUNT: so many files stand in the manifest of a deb; the header of an rpm has its own list.
expect_inventory_of() {
    local files
    files=$(grep -c '^file	' "$MANIFEST" || true)
    [ "$files" -eq "$([ "$TYPE" = deb ] && echo "$1" || echo 0)" ] || failed "the manifest lists $files files"
}
