# SPDX-License-Identifier: LGPL-2.1-or-later
# install_with: the ways by which software gets onto a host, the same word for rpm, dnf, dpkg and apt.

# install_with FRONT-END: installs all packages of this case; the outcome is judged by the expect verbs.
install_with() {
    EVENTS_BEFORE=$(event_count)
    RC=0
    "run_${1//-/_}" >"$ROOM/output" 2>&1 </dev/null || RC=$?
}

# `mmeverify check` gives the decision for files and installs nothing.
run_check() { "${CALLER[@]}" "$PREFIX/usr/bin/mmeverify" "${PLACES[@]}" check "${PACKAGES[@]}"; }
run_check_rpm() { run_check; }
run_check_deb() { run_check; }

rpm_here() { HOME=$ROOM/home "${CALLER[@]}" rpm --root "$TARGET" "$@"; }
run_rpm() { rpm_here -U "${PACKAGES[@]}"; }
run_rpm_i() { rpm_here -i "${PACKAGES[@]}"; }
run_rpm_upgrade() { rpm_here -U "${PACKAGES[@]}"; }
run_rpm_freshen_upgrade() { rpm_here -F "${PACKAGES[@]}"; }
run_rpm_oldpackage() { rpm_here -U --oldpackage "${PACKAGES[@]}"; }
run_rpm_reinstall() { rpm_here --reinstall "${PACKAGES[@]}"; }
run_rpm_prefix() { rpm_here -U --prefix /opt/mme "${PACKAGES[@]}"; }
run_rpm_relocate() { rpm_here -U --relocate /opt/other-tool=/opt/mme/tool "${PACKAGES[@]}"; }
run_rpm_relocate_elsewhere() { rpm_here -U --relocate /opt/other-tool=/opt/elsewhere "${PACKAGES[@]}"; }
run_rpm_excludepath() { rpm_here -U --excludepath /opt/other-tool/none "${PACKAGES[@]}"; }
run_rpm_nodigest() { rpm_here -U --nodigest --nosignature "${PACKAGES[@]}"; }
run_rpm_nofiledigest() { rpm_here -U --nofiledigest "${PACKAGES[@]}"; }

dnf_here() {
    HOME=$ROOM/home "${CALLER[@]}" dnf -y -c "$ROOM/dnf.conf" --installroot="$TARGET" --releasever=1 \
        --nogpgcheck --setopt=install_weak_deps=0 "$@"
}
rpm_repository() {
    rm -rf "$ROOM/repo"
    mkdir -p "$ROOM/repo"
    cp "${PACKAGES[@]}" "$ROOM/repo/"
    createrepo_c --quiet "$ROOM/repo"
}
run_dnf_file() { dnf_here install "${PACKAGES[@]}"; }
run_dnf_repo() { rpm_repository && dnf_here --repofrompath="r,file://$ROOM/repo" --refresh install "${NAMES[@]}"; }
run_dnf_upgrade() { rpm_repository && dnf_here --repofrompath="r,file://$ROOM/repo" --refresh upgrade "${NAMES[@]}"; }

dpkg_here() {
    "${CALLER[@]}" dpkg --root="$TARGET" --force-script-chrootless --log=/dev/null --pre-invoke="exec $HOOK" "$@"
}
run_dpkg() { dpkg_here -i "${PACKAGES[@]}"; }
run_dpkg_upgrade() { dpkg_here -i "${PACKAGES[@]}"; }
run_dpkg_unpack() { dpkg_here --unpack "${PACKAGES[@]}"; }
run_dpkg_bad_verify() { dpkg_here --force-bad-verify -i "${PACKAGES[@]}"; }
run_dpkg_recursive() {
    rm -rf "$ROOM/folder"
    mkdir -p "$ROOM/folder"
    cp "${PACKAGES[@]}" "$ROOM/folder/"
    dpkg_here -i -R "$ROOM/folder"
}

apt_here() { APT_CONFIG=$ROOM/apt/apt.conf DEBIAN_FRONTEND=noninteractive "${CALLER[@]}" apt-get -y -q "$@"; }
deb_repository() {
    rm -rf "$ROOM/repo"
    mkdir -p "$ROOM/repo"
    cp "${PACKAGES[@]}" "$ROOM/repo/"
    (cd "$ROOM/repo" && apt-ftparchive packages . >Packages && apt-ftparchive release . >Release)
    grep -q '^Package: ' "$ROOM/repo/Packages" || return 1 # apt-ftparchive could not read it, so nobody is offered it
    echo "deb [trusted=yes] copy:$ROOM/repo ./" >"$ROOM/apt/etc/sources.list"
    apt_here update
}
run_apt_file() { apt_here --allow-downgrades install "${PACKAGES[@]}"; }
run_apt_repo() { deb_repository && apt_here --allow-downgrades install "${NAMES[@]}"; }
run_apt_upgrade() { deb_repository && apt_here upgrade; }
