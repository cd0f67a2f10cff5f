#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# real_dpkg_test.sh HOOK PLUGIN: the host under the real dpkg, in a root of its own.
set -eu
hook=$1
plugin=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/source/DEBIAN" "$work/debs" "$work/none" "$work/modules" \
    "$work/root/var/lib/dpkg/info" "$work/root/var/lib/dpkg/updates" "$work/root/var/lib/dpkg/triggers"
: > "$work/root/var/lib/dpkg/status"
cp "$plugin" "$work/modules/"
printf 'Package: mme-x\nVersion: 1\nArchitecture: all\nMaintainer: A <a@b.example>\nDescription: x\n' \
    > "$work/source/DEBIAN/control"
dpkg-deb --build "$work/source" "$work/debs/x.deb" > /dev/null
cd "$work/debs"

run_dpkg() { # MODULES ARGUMENT...
    modules=$1
    shift
    dpkg --root="$work/root" --log=/dev/null --force-not-root \
        --pre-invoke="if test -x $hook; then exec $hook --for dpkg --module-dir $modules; fi" "$@" \
        > "$work/output" 2>&1
}
expect_said() { grep -qF -- "$1" "$work/output" || { cat "$work/output"; echo "missing: $1"; exit 1; }; }
expect_refused() { if run_dpkg "$@"; then cat "$work/output"; echo "was let through: $*"; exit 1; fi; }
expect_allowed() { run_dpkg "$@" || { cat "$work/output"; echo "was refused: $*"; exit 1; }; }
expect_nothing_installed() { test ! -s "$work/root/var/lib/dpkg/status" || { echo "status changed"; exit 1; }; }

expect_refused "$work/none" -i x.deb
expect_said "there is none"
expect_nothing_installed

expect_refused "$work/modules" --force-bad-verify -i x.deb
expect_said "objection integrity-check-disabled"
expect_nothing_installed

expect_allowed "$work/modules" -R --unpack .
expect_said "asked dpkg unpack $work/debs/./x.deb"
expect_allowed "$work/modules" --configure -a
expect_allowed "$work/modules" -GBi -D 0 -- x.deb
expect_said "asked dpkg install $work/debs/x.deb"
expect_allowed "$work/none" -r mme-x

# Nothing that is broken on a host keeps it from these: there are no plugins, and no /proc either.
expect_allowed "$work/none" --add-architecture i386
expect_allowed "$work/none" --remove-architecture i386
unshare --mount sh -c 'mount -t tmpfs none /proc && "$@"' sh \
    dpkg --root="$work/root" --log=/dev/null --pre-invoke="exec $hook --for dpkg --module-dir $work/none" -r mme-x \
    > "$work/output" 2>&1 || { cat "$work/output"; exit 1; }
printf 'VERSION 3\nA=b\n\nmme-x 1 all none > - - none **REMOVE**\n' | "$hook" --for apt --module-dir "$work/none"

# What is not understood is refused, and the plugins hear of it.
printf 'VERSION 4\n' > "$work/protocol"
if "$hook" --for apt --module-dir "$work/modules" < "$work/protocol" > "$work/output" 2>&1; then exit 1; fi
expect_said "objection internal-error"
# A link back up, as dpkg follows it.
ln -s . loop
expect_allowed "$work/modules" -R --unpack "$work/debs"
expect_said "asked dpkg unpack $work/debs/loop/x.deb"
rm loop

# An environment cannot turn apt's question into a harmless dpkg action.
if DPKG_HOOK_ACTION=remove "$hook" --for apt < /dev/null 2> /dev/null; then exit 1; fi
# Called by nobody: refused.
if env -u DPKG_HOOK_ACTION -u APT_HOOK_INFO_FD "$hook" < /dev/null 2> /dev/null; then exit 1; fi
