# SPDX-License-Identifier: LGPL-2.1-or-later
# Small real packages. Each leaves /canary in its root as soon as any of its code has run.
# What can be changed: MME_PROGRAM (content), MME_SCRIPT (word the scriptlet writes), MME_RELEASE, MME_EPOCH,
# MME_PRETRANS (an rpm's), MME_ARCHITECTURE (a deb's; an rpm is then built for this machine), MME_EXTRA_FILE (one more file to pack).

make_rpm() { # NAME VERSION [FOLDER]
    local top=$WORLD/rpmbuild
    local canary="local canary = io.open('/canary', 'w') canary:write('${MME_SCRIPT:-package}') canary:close()"
    mkdir -p "$top"
    cat >"$top/$1.spec" <<SPEC
Name: $1
Version: $2
Release: ${MME_RELEASE:-1}
${MME_EPOCH:+Epoch: $MME_EPOCH}
Summary: Test package of mmeverify
License: LGPL-2.1-or-later
Vendor: Example Telecom
${MME_ARCHITECTURE:+#}BuildArch: noarch
%description
Test package of mmeverify.
%prep
%build
%install
mkdir -p %{buildroot}/opt/$1
echo "${MME_PROGRAM:-$1 $2}" > %{buildroot}/opt/$1/program
if [ -n "\${MME_EXTRA_FILE:-}" ]; then cp "\$MME_EXTRA_FILE" %{buildroot}/opt/$1/extra; fi
%pretrans -p <lua>
${MME_PRETRANS:-$canary}
%pre -p <lua>
$canary
%files
/opt/$1
SPEC
    HOME=$top rpmbuild --quiet -bb --define "_topdir $top" --define "_rpmdir ${3:-$WORLD/plain}" \
        --define '_rpmfilename %%{name}-%%{version}.rpm' --nodeps "$top/$1.spec" </dev/null >"$top/$1.log" 2>&1
}

make_deb() { # NAME VERSION [FOLDER]
    local tree
    tree=$(mktemp -d "$WORLD/debbuild.XXXXXX")
    chmod 755 "$tree"
    mkdir -p "$tree/DEBIAN" "$tree/opt/$1"
    echo "${MME_PROGRAM:-$1 $2}" >"$tree/opt/$1/program"
    if [ -n "${MME_EXTRA_FILE:-}" ]; then cp "$MME_EXTRA_FILE" "$tree/opt/$1/extra"; fi
    cat >"$tree/DEBIAN/control" <<CONTROL
Package: $1
Version: ${MME_EPOCH:+$MME_EPOCH:}$2${MME_RELEASE:+-$MME_RELEASE}
Architecture: ${MME_ARCHITECTURE:-all}
Maintainer: Example Telecom <release@example.org>
Description: test package of mmeverify
CONTROL
    # shellcheck disable=SC2016  # DPKG_ROOT is for the script, when it runs
    printf '#!/bin/sh\necho %s > "$DPKG_ROOT/canary"\n' "${MME_SCRIPT:-preinst}" >"$tree/DEBIAN/preinst"
    chmod 755 "$tree/DEBIAN/preinst"
    dpkg-deb --root-owner-group --build "$tree" "${3:-$WORLD/plain}/$1-$2.deb" >/dev/null
    rm -rf "$tree"
}

make_both() { make_rpm "$@" && make_deb "$@"; }

# The same name, version and architecture with other content, all unsigned digests right: what somebody
# builds who has the source but not the key.
make_rebuilt() { # WHAT VARIABLE=VALUE...
    local folder=$WORLD/rebuilt/$1
    shift
    mkdir -p "$folder"
    (export "$@" && make_both mme-core 2.0 "$folder")
}

# Files inside files, for the counts that a host adds up.
make_archive() { # FILE
    local tree
    tree=$(mktemp -d "$WORLD/archive.XXXXXX")
    echo one >"$tree/one"
    (cd "$tree" && zip -q two.zip one && tar czf "$1" one two.zip)
    rm -rf "$tree"
}

make_packages() {
    mkdir -p "$WORLD/plain"
    local name
    for name in mme-core mme-two mme-three mme-four mme-five other-tool; do make_both "$name" 1.0; done
    make_both mme-core 2.0
    make_archive "$WORLD/archive.tgz"
    MME_EXTRA_FILE=$WORLD/archive.tgz make_both mme-archive 1.0
    MME_SCRIPT=swapper MME_PRETRANS='os.rename("/tmp/rebuilt", "/tmp/mme-core-2.0.rpm")' make_rpm swapper 1.0
    make_rebuilt payload MME_PROGRAM='not what was scanned'
    make_rebuilt script MME_SCRIPT='not what was scanned'
    make_rebuilt release MME_RELEASE=2
    make_rebuilt epoch MME_EPOCH=1
    make_rebuilt architecture MME_ARCHITECTURE=amd64
}
