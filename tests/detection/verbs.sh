# SPDX-License-Identifier: LGPL-2.1-or-later
# Packages from one tree, scanned by both engines, and what their reports must say.
EXPECTATIONS=0
TYPES="deb rpm"

# afresh: an empty tree; /opt/mme is where cases put files ($TREE).
afresh() {
    rm -rf "$ROOM/tree"
    TREE=$ROOM/tree/opt/mme
    mkdir -p "$TREE"
    SCRIPT=true
}

# packed_as deb|rpm [COMPRESSION]: the tree as a package; dpkg-deb's -Z word or rpm's payload mode.
packed_as() {
    PACKAGE=$ROOM/mme.$1
    rm -f "$PACKAGE"
    "packed_as_$1" "${2:-}" >"$ROOM/pack.log" 2>&1 || { cat "$ROOM/pack.log" >&2; return 1; }
}

packed_as_deb() {
    mkdir -p "$ROOM/tree/DEBIAN" || return
    printf 'Package: mme-core\nVersion: 1\nArchitecture: all\nMaintainer: E <e@example.org>\nDescription: d\n' \
        >"$ROOM/tree/DEBIAN/control"
    printf '#!/bin/sh\n%s\n' "$SCRIPT" >"$ROOM/tree/DEBIAN/postinst"
    chmod 755 "$ROOM/tree/DEBIAN/postinst"
    dpkg-deb --root-owner-group "-Z${1:-gzip}" -b "$ROOM/tree" "$PACKAGE" || return
    rm -rf "$ROOM/tree/DEBIAN"
}

packed_as_rpm() {
    cat >"$ROOM/mme.spec" <<SPEC
Name: mme-core
Version: 1
Release: 1
Summary: s
License: x
Vendor: Example
%description
d
%install
cp -a $ROOM/tree/. %{buildroot}/
%post
$SCRIPT
${MORE_SPEC:-}
%files
/opt/mme
SPEC
    HOME=$ROOM rpmbuild --quiet -bb --define "_topdir $ROOM/top" --define "_rpmdir $ROOM" \
        --define '_build_name_fmt mme.rpm' --define "_binary_payload ${1:-w1.gzdio}" \
        --define '__os_install_post %{nil}' "$ROOM/mme.spec" </dev/null
}

# scanned_with OPTION...: leaves the report in $ROOM/report.json and the exit code in STATUS.
scanned_with() {
    local engines
    mapfile -t engines < <(engine_options)
    STATUS=0
    "$MMEMANIFEST" scan --json "$PACKAGE" "${engines[@]}" "$@" >"$ROOM/report.json" 2>"$ROOM/scan.log" </dev/null || STATUS=$?
}

# judge WORD [PATH [REASON]]: see the program.
judge() {
    EXPECTATIONS=$((EXPECTATIONS + 1))
    python3 "$(dirname "${BASH_SOURCE[0]}")/judge.py" "$ROOM/report.json" "$STATUS" "$@" \
        || { cat "$ROOM/scan.log" >&2; return 1; }
}

expect_found() { judge found "$1"; }           # every engine names this path
expect_found_below() { judge found-below "$1"; } # ... or a path inside it
expect_unscanned() { judge unscanned "$@"; }   # no engine is clean, every one names this path as left out
expect_unscanned_below() { judge unscanned-below "$1"; }
expect_clean() { judge clean; }
