# SPDX-License-Identifier: LGPL-2.1-or-later
# The whole way on a running system: a copy of this machine that lives in memory for one claim. The package
# managers read the configuration in its own place, as they will on a host.

# untouched COMMAND...: the machine itself is as before.
untouched() {
    local before after
    before=$(listing_of_machine)
    "$@"
    after=$(listing_of_machine)
    [ "$before" = "$after" ] || wrong "the machine's own configuration has changed"
}
listing_of_machine() {
    listing /etc/apt
    listing /etc/dpkg
    listing /usr/lib/rpm/macros.d
    ls -d /etc/mmeverify /usr/libexec/mmeverify 2>&1 || true
}

# labels: R1a R1c R4
claim_rpm_asks_while_it_is_enabled() { untouched in_running_system rpm_asks; }
rpm_asks() {
    local package=$WORLD/plain/mme-core-2.0.rpm
    run mmeverify enable rpm
    expect_exit 0
    run mmeverify status
    expect_exit 0
    expect_out "rpm in force: rpm says "
    run rpm -i --nodeps "$package"
    expect_exit 1
    expect_err "refused (manifest-missing)"
    [ ! -e /opt/mme-core ] || wrong "it is installed"
    grep -q manifest-missing /var/log/mmeverify/events.jsonl || wrong "no event"
    run mmeverify disable rpm
    expect_exit 0
    run rpm -i --nodeps "$package"
    expect_exit 0
    [ -e /opt/mme-core/program ] || wrong "it is not installed"
}

# labels: R1a R1c R4
claim_dpkg_asks_while_it_is_enabled() { untouched in_running_system dpkg_asks; }
dpkg_asks() {
    local package=$WORLD/plain/mme-core-2.0.deb
    run mmeverify enable dpkg
    expect_exit 0
    run dpkg -i "$package"
    expect_exit 2
    expect_err "refused (manifest-missing)"
    [ ! -e /opt/mme-core ] || wrong "it is installed"
    run dpkg -i "$WORLD/plain/other-tool-1.0.deb"
    expect_exit 0
    run mmeverify disable dpkg
    run dpkg -i "$package"
    expect_exit 0
}

# labels: R1a R1c R4
claim_apt_asks_while_it_is_enabled() { untouched in_running_system apt_asks; }
apt_asks() {
    local package=$WORLD/plain/mme-core-2.0.deb
    run mmeverify enable apt
    expect_exit 0
    run mmeverify status
    expect_exit 0
    expect_out "apt in force: apt says "
    run apt-get install -y "$package"
    expect_exit 100
    expect_err "refused (manifest-missing)"
    [ ! -e /opt/mme-core ] || wrong "it is installed"
    run mmeverify disable apt
    run apt-get install -y "$package"
    expect_exit 0
}

# labels: R1c
claim_a_removed_mmeverify_stops_no_package_manager() { untouched in_running_system removed_is_harmless; }
removed_is_harmless() {
    run mmeverify enable dpkg
    run mmeverify enable apt
    run mmeverify enable rpm
    expect_exit 0
    rm -rf /usr/libexec/mmeverify
    find /usr -xdev -name mmeverify.so -delete
    run dpkg -i "$WORLD/plain/mme-core-2.0.deb"
    expect_exit 0
    run apt-get install -y --reinstall "$WORLD/plain/mme-two-1.0.deb"
    expect_exit 0
    run rpm -i --nodeps "$WORLD/plain/mme-three-1.0.rpm"
    expect_exit 0
    run mmeverify status
    expect_exit 1
}

# labels: R10
claim_status_sees_roots_own_macros() { untouched in_running_system roots_macros; }
roots_macros() {
    run mmeverify enable rpm
    expect_exit 0
    echo '%__transaction_mmeverify %{nil}' >/root/.rpmmacros
    run env HOME=/nonexistent mmeverify status
    expect_exit 1
    expect_out "rpm says ''"
}
