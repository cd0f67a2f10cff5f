# SPDX-License-Identifier: LGPL-2.1-or-later
# Small real packages. Each leaves /canary in its root as soon as any of its code has run.

make_rpm() { # NAME VERSION
    local top=$WORLD/rpmbuild
    mkdir -p "$top"
    cat >"$top/$1.spec" <<SPEC
Name: $1
Version: $2
Release: 1
Summary: Test package of mmeverify
License: LGPL-2.1-or-later
Vendor: Example Telecom
BuildArch: noarch
%description
Test package of mmeverify.
%prep
%build
%install
mkdir -p %{buildroot}/opt/$1
echo "$1 $2" > %{buildroot}/opt/$1/program
if [ -n "\${MME_EXTRA_FILE:-}" ]; then cp "\$MME_EXTRA_FILE" %{buildroot}/opt/$1/extra; fi
%pretrans -p <lua>
local canary = io.open("/canary", "w") canary:write("pretrans") canary:close()
%pre -p <lua>
local canary = io.open("/canary", "w") canary:write("pre") canary:close()
%files
/opt/$1
SPEC
    HOME=$top rpmbuild --quiet -bb --define "_topdir $top" --define "_rpmdir ${3:-$WORLD/plain}" \
        --define '_rpmfilename %%{name}-%%{version}.rpm' --nodeps "$top/$1.spec" </dev/null >"$top/$1.log" 2>&1
}

make_deb() { # NAME VERSION
    local tree=$WORLD/debbuild/$1-$2
    mkdir -p "$tree/DEBIAN" "$tree/opt/$1"
    echo "$1 $2" >"$tree/opt/$1/program"
    if [ -n "${MME_EXTRA_FILE:-}" ]; then cp "$MME_EXTRA_FILE" "$tree/opt/$1/extra"; fi
    cat >"$tree/DEBIAN/control" <<CONTROL
Package: $1
Version: $2
Architecture: all
Maintainer: Example Telecom <release@example.org>
Description: test package of mmeverify
CONTROL
    # shellcheck disable=SC2016  # DPKG_ROOT is for the script, when it runs
    printf '#!/bin/sh\necho preinst > "$DPKG_ROOT/canary"\n' >"$tree/DEBIAN/preinst"
    chmod 755 "$tree/DEBIAN/preinst"
    dpkg-deb --root-owner-group --build "$tree" "${3:-$WORLD/plain}/$1-$2.deb" >/dev/null
}

make_packages() {
    mkdir -p "$WORLD/plain"
    local name
    for name in mme-core mme-two mme-three mme-four mme-five other-tool; do
        make_rpm "$name" 1.0
        make_deb "$name" 1.0
    done
    make_rpm mme-core 2.0
    make_deb mme-core 2.0
}
