# SPDX-License-Identifier: LGPL-2.1-or-later
# status tells the truth about a scratch sysroot, which the real rpm and apt-config read.

given_enforced() {
    given_sysroot
    given_front_ends
    local target
    for target in rpm dpkg apt; do below_root enable $target >/dev/null; done
}

# found WHAT STATE [TEXT]: the line of this name says so.
found() {
    local line
    line=$(grep -E "^$2 +$1: " "$ROOM/out") || wrong "no line '$2 $1'"
    grep -qF -- "${3:-}" <<<"$line" || wrong "the line $1 lacks '${3:-}'"
}
# notices WHAT [TEXT]: exit status 1, that line is not in order, and a hint follows it.
notices() {
    run below_root status
    expect_exit 1
    found "$1" "NOT OK" "${2:-}"
    grep -A1 -E "^NOT OK +$1: " "$ROOM/out" | tail -n 1 | shows '^ *hint: ' || wrong "no hint for $1"
}

# labels: R1c R9
claim_is_in_order_when_all_are_enabled() {
    given_enforced
    run below_root status
    expect_exit 0
    local line
    for line in policy mode keyring journal enforcement {rpm,dpkg,apt}" configuration" {rpm,dpkg,apt}" plugin" \
        "rpm in force" "apt in force"; do
        found "$line" ok
    done
    found "dpkg in force" "not asked"
    found enforcement ok "by rpm dpkg apt"
}
claim_says_the_same_in_json() {
    given_enforced
    run below_root --json status
    expect_exit 0
    python3 - "$ROOM/out" <<'CHECK' || wrong "the JSON"
import json, sys
lines = json.load(open(sys.argv[1]))
by_name = {line["check"]: line for line in lines}
assert len(by_name) == len(lines)
assert by_name["rpm in force"]["in-order"] is True and by_name["rpm in force"]["state"] == "in-order"
assert by_name["dpkg in force"]["in-order"] is None and by_name["dpkg in force"]["state"] == "not-asked"
assert by_name["enforcement"]["found"] == "by rpm dpkg apt"
CHECK
}
claim_one_enforced_front_end_is_enough() {
    given_sysroot
    below_root enable dpkg >/dev/null
    run below_root status
    expect_exit 0
    found rpm "not present"
    found apt "not present"
    found enforcement ok "by dpkg"
}
claim_shows_what_is_there_and_was_not_enabled() {
    given_sysroot
    given_front_ends
    below_root enable dpkg >/dev/null
    run below_root status
    expect_exit 0
    found rpm "not enabled"
    found apt "not enabled"
    expect_out "hint: mmeverify enable apt"
}
claim_no_enforced_front_end_is_a_finding() {
    given_sysroot
    given_front_ends
    notices enforcement "no package manager asks"
}
claim_disabled_is_not_enabled() {
    given_enforced
    below_root disable rpm >/dev/null
    run below_root status
    expect_exit 0
    found rpm "not enabled"
    found enforcement ok "by dpkg apt"
}

# labels: R6 R10
claim_notices_a_changed_configuration() {
    given_enforced
    local target
    for target in rpm dpkg apt; do
        echo >>"$(configuration_of $target)"
        notices "$target configuration" "is not what 'mmeverify enable' writes"
    done
}
claim_notices_a_configuration_that_others_can_write() {
    given_enforced
    local target
    for target in rpm dpkg apt; do
        chmod o+w "$(configuration_of $target)"
        notices "$target configuration" "can be written by group or others"
    done
}
claim_notices_a_configuration_folder_that_others_can_write() {
    given_enforced
    chmod g+w "$ROOT/etc/apt/apt.conf.d"
    notices "apt configuration" "apt.conf.d can be written"
}
claim_notices_other_options_than_the_ones_asked_about() {
    given_enforced
    run below_root --log /srv/log status
    expect_exit 1
    found "rpm configuration" "NOT OK"
    found "dpkg configuration" "NOT OK"
}
claim_notices_a_plugin_that_is_gone() {
    given_enforced
    rm "$ROOT/${PLUGINDIR#"$PREFIX"}/mmeverify.so" "$ROOT/$MODULEDIR/mmeverify-dpkg.so"
    notices "rpm plugin" "mmeverify.so: No such file"
    notices "dpkg plugin" "mmeverify-dpkg.so: No such file"
    notices "apt plugin" "mmeverify-dpkg.so: No such file"
}
claim_notices_a_plugin_of_another_make() {
    given_enforced
    local hooks=$ROOT/$MODULEDIR/mmeverify-dpkg.so
    cp --remove-destination "$hooks" "$ROOT/${PLUGINDIR#"$PREFIX"}/mmeverify.so"
    notices "rpm plugin" "has no symbol mmeverify_hooks"
    echo text >"$ROOM/text" && mv "$ROOM/text" "$hooks"
    notices "dpkg plugin" "fails its self-test"
}
claim_notices_a_hook_program_that_lets_everything_pass() {
    given_enforced
    cp --remove-destination /usr/bin/true "$ROOT/$LIBEXECDIR/dpkg-hook"
    notices "dpkg plugin" "nonsense gave 0"
    notices "apt plugin" "nonsense gave 0"
}
claim_notices_a_hook_program_that_refuses_everything() {
    given_enforced
    cp --remove-destination /usr/bin/false "$ROOT/$LIBEXECDIR/dpkg-hook"
    notices "apt plugin" "an empty transaction gave exit 1"
}
claim_runs_no_code_that_others_could_have_written() {
    given_enforced
    printf '#!/bin/sh\ntouch %s/canary\n' "$ROOM" >"$ROOM/hook"
    install -m 777 "$ROOM/hook" "$ROOM/hook2"
    mv "$ROOM/hook2" "$ROOT/$LIBEXECDIR/dpkg-hook"
    notices "dpkg plugin" "can be written by group or others"
    expect_gone "$ROOM/canary"
    chmod 755 "$ROOT/$LIBEXECDIR/dpkg-hook"
    run below_root status
    [ -e "$ROOM/canary" ] || wrong "the canary would not have sung"
}
claim_notices_a_foreign_module_that_others_can_write() {
    given_enforced
    cp "$ROOT/$MODULEDIR/mmeverify-dpkg.so" "$ROOT/$MODULEDIR/other.so"
    chmod o+w "$ROOT/$MODULEDIR/other.so"
    notices "apt plugin" "other.so can be written"
}

# labels: R1c
claim_notices_that_a_later_macro_file_takes_rpms_macro_away() {
    given_enforced
    echo '%__transaction_mmeverify %{nil}' >"$ROOT/etc/rpm/macros.zz"
    notices "rpm in force" "rpm says ''"
    found "rpm configuration" ok
    found enforcement ok "by dpkg apt"
}
claim_notices_that_rpm_looks_for_plugins_elsewhere() {
    given_enforced
    mkdir -p "$ROOT/root"
    echo '%__plugindir /srv/plugins' >"$ROOT/root/.rpmmacros"
    notices "rpm in force" "/srv/plugins/mmeverify.so"
}
claim_notices_that_a_later_file_clears_apts_hook() {
    given_enforced
    echo '#clear DPkg::Pre-Install-Pkgs;' >"$ROOT/etc/apt/apt.conf.d/99local"
    notices "apt in force" "lacks 'DPkg::Pre-Install-Pkgs:: "
    found "apt configuration" ok
}
claim_notices_that_apts_protocol_is_not_the_third() {
    given_enforced
    echo "DPkg::Tools::Options::$LIBEXECDIR/dpkg-hook::Version \"1\";" >"$ROOT/etc/apt/apt.conf"
    run below_root status
    # apt.conf is read after the folder: ours is overridden.
    notices "apt in force" "Version 3"
}
claim_notices_that_apt_cannot_read_its_configuration() {
    given_enforced
    echo 'DPkg { "' >"$ROOT/etc/apt/apt.conf.d/99broken"
    notices "apt in force" "apt cannot read its configuration"
}

# labels: R3 R6
claim_notices_a_policy_that_is_missing_malformed_or_permissive() {
    given_enforced
    local policy=$ROOT/etc/mmeverify/policy.toml
    sed -i 's/^mode = .*/mode = "permissive"/' "$policy"
    notices mode permissive
    echo x >>"$policy"
    notices policy "line "
    rm "$policy"
    notices policy "is not there"
}
claim_notices_a_key_file_without_a_key() {
    given_enforced
    echo "no key" >"$ROOT/etc/mmeverify/keys.d/empty.asc"
    notices policy "empty.asc holds no OpenPGP public key"
}

# labels: R8
claim_notices_a_journal_that_others_can_write() {
    given_enforced
    mkdir -p "$ROOT/var/log/mmeverify"
    chmod o+w "$ROOT/var/log/mmeverify"
    notices journal "can be written by group or others"
}
