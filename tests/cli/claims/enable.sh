# SPDX-License-Identifier: LGPL-2.1-or-later
# enable and disable below a scratch sysroot.

# labels: R1c
claim_writes_rpms_configuration() {
    given_sysroot
    run below_root enable rpm
    expect_exit 0
    expect_out "rpm: enforcement is on"
    [ "$(cat "$(configuration_of rpm)")" = '%__transaction_mmeverify %{__plugindir}/mmeverify.so' ] || wrong "the macro"
}
claim_writes_dpkgs_configuration() {
    given_sysroot
    run below_root enable dpkg
    expect_exit 0
    local hook=$LIBEXECDIR/dpkg-hook
    grep -qxF "pre-invoke=\"if test -x $hook; then exec $hook --for dpkg; fi\"" "$(configuration_of dpkg)" \
        || wrong "the configuration: $(cat "$(configuration_of dpkg)")"
    grep -qxF "post-invoke=\"if test -x $hook; then $hook --for dpkg --after || true; fi\"" \
        "$(configuration_of dpkg)" || wrong "what is run afterwards"
}
claim_writes_apts_configuration() {
    given_sysroot
    run below_root enable apt
    expect_exit 0
    local hook=$LIBEXECDIR/dpkg-hook
    printf 'Dir "%s/";\n' "$ROOT" >"$ROOM/apt.conf"
    APT_CONFIG=$ROOM/apt.conf apt-config dump >"$ROOM/dump"
    grep -qF "DPkg::Pre-Install-Pkgs:: \"$hook --for apt || test ! -x $hook\"" "$ROOM/dump" || wrong "apt's hook"
    grep -qF "DPkg::Post-Invoke:: \"if test -x $hook; then $hook --for apt --after || true; fi\"" "$ROOM/dump" \
        || wrong "what is run afterwards"
    grep -qF "DPkg::Tools::Options::$hook::Version \"3\"" "$ROOM/dump" || wrong "apt's protocol version"
}
claim_enables_again_without_a_change() {
    given_sysroot
    local target before
    for target in rpm dpkg apt; do
        below_root enable $target >/dev/null
        before=$(listing "$ROOT")
        run below_root enable $target
        expect_exit 0
        [ "$before" = "$(listing "$ROOT")" ] || wrong "$target: something has changed"
    done
}
claim_disable_takes_away_what_enable_made() {
    given_sysroot
    local target
    for target in rpm dpkg apt; do
        below_root enable $target >/dev/null
        run below_root disable $target
        expect_exit 0
        expect_out "$target: enforcement is off"
        expect_nothing_in "$(dirname "$(configuration_of $target)")"
        run below_root disable $target
        expect_exit 0
    done
}
claim_disable_without_any_folder_is_no_error() {
    ROOT=$ROOM/bare
    mkdir "$ROOT"
    local target
    for target in rpm dpkg apt; do
        run below_root disable $target
        expect_exit 0
    done
    expect_nothing_in "$ROOT"
}

# labels: R10
claim_the_files_do_not_follow_the_umask() {
    given_sysroot
    local target mask file
    for mask in 000 077; do
        rm -rf "$ROOT/etc/apt" "$ROOT/etc/dpkg" "$ROOT/usr/lib/rpm"
        for target in rpm dpkg apt; do
            (umask $mask && below_root enable $target >/dev/null)
            file=$(configuration_of $target)
            [ "$(stat -c %a "$file")" = 644 ] || wrong "$file: $(stat -c %a "$file")"
            [ "$(stat -c %a "$(dirname "$file")")" = 755 ] || wrong "the folder of $file"
        done
    done
}

# not_enabled TARGET CODE: enable says why, and nothing has changed.
not_enabled() {
    local before
    before=$(listing "$ROOT")
    run below_root enable "$1"
    expect_not_done mmeverify "$1: nothing was changed: "
    expect_err "($2)"
    [ "$before" = "$(listing "$ROOT")" ] || wrong "$1: something has changed"
}
each_not_enabled() {
    local target
    for target in rpm dpkg apt; do not_enabled $target "$1"; done
}

# labels: R3 R6
claim_refuses_without_a_policy() { given_sysroot; rm "$ROOT/etc/mmeverify/policy.toml"; each_not_enabled policy-missing; }
claim_refuses_with_a_malformed_policy() {
    given_sysroot
    sed -i '/^threshold/d' "$ROOT/etc/mmeverify/policy.toml"
    each_not_enabled policy-malformed
}
claim_refuses_with_a_policy_that_others_can_write() {
    given_sysroot
    chmod o+w "$ROOT/etc/mmeverify/policy.toml"
    each_not_enabled policy-unsafe
}
claim_refuses_without_a_key() { given_sysroot; rm "$ROOT"/etc/mmeverify/keys.d/*; each_not_enabled policy-malformed; }

# labels: R1c
claim_refuses_without_the_plugin() {
    given_sysroot
    rm "$ROOT/${PLUGINDIR#"$PREFIX"}/mmeverify.so"
    not_enabled rpm policy-unsafe
    expect_err "mmeverify.so: No such file"
}
claim_refuses_without_the_hook_program() {
    given_sysroot
    rm "$ROOT/$LIBEXECDIR/dpkg-hook"
    not_enabled dpkg policy-unsafe
    not_enabled apt policy-unsafe
    expect_err "dpkg-hook: No such file"
}
claim_refuses_without_the_hook_programs_plugin() {
    given_sysroot
    rm "$ROOT/$MODULEDIR/mmeverify-dpkg.so"
    not_enabled dpkg policy-unsafe
    not_enabled apt policy-unsafe
    expect_err "mmeverify-dpkg.so: No such file"
}
claim_refuses_a_plugin_that_cannot_be_loaded() {
    given_sysroot
    rm "$ROOT/${PLUGINDIR#"$PREFIX"}/mmeverify.so" "$ROOT/$MODULEDIR/mmeverify-dpkg.so"
    echo text >"$ROOT/${PLUGINDIR#"$PREFIX"}/mmeverify.so"
    echo text >"$ROOT/$MODULEDIR/mmeverify-dpkg.so"
    each_not_enabled internal-error
}

# labels: R10
claim_refuses_a_plugin_that_others_can_write_and_does_not_load_it() {
    given_sysroot
    local plugin
    for plugin in "$ROOT/${PLUGINDIR#"$PREFIX"}/mmeverify.so" "$ROOT/$LIBEXECDIR/dpkg-hook"; do
        cp --remove-destination /usr/bin/false "$plugin"
        chmod 757 "$plugin"
    done
    each_not_enabled policy-unsafe
    expect_err "can be written by group or others"
}

# labels: R1c
claim_passes_on_what_differs_from_the_defaults() {
    given_sysroot
    given_policy "$ROOT/srv/mme"
    local options=(--policy "$ROOT/srv/mme/policy.toml" --state "$ROOT/var/lib/mmeverify/" --log "$ROOT/srv/log")
    local target
    for target in rpm dpkg apt; do
        run below_root "${options[@]}" enable $target
        expect_exit 0
    done
    grep -qF 'mmeverify.so policy=/srv/mme/policy.toml log=/srv/log' "$(configuration_of rpm)" || wrong "rpm's options"
    for target in dpkg apt; do
        grep -qF -- "--for $target --policy /srv/mme/policy.toml --log /srv/log" "$(configuration_of $target)" \
            || wrong "$target's options"
    done
}
claim_remarks_on_a_path_outside_the_sysroot() {
    given_sysroot
    run below_root --log /srv/log enable rpm
    expect_exit 0
    expect_err "note: /srv/log lies outside --sysroot"
    grep -qF 'log=/srv/log' "$(configuration_of rpm)" || wrong "rpm's options"
}

# labels: R28
claim_refuses_a_path_that_a_shell_or_a_macro_would_read() {
    given_sysroot
    local path
    for path in "/srv/a b" '/srv/"' '/srv/$(id)' '/srv/%{nil}' $'/srv/\n'; do
        run below_root --log "$path" enable rpm
        expect_usage_error mmeverify "may hold letters"
        run below_root --log "$path" enable dpkg
        expect_usage_error mmeverify "may hold letters"
    done
    expect_gone "$(configuration_of rpm)"
}

# labels: R1c
claim_says_so_when_a_later_file_undoes_it() {
    given_sysroot
    given_front_ends
    mkdir -p "$ROOT/etc/apt/apt.conf.d"
    echo '#clear DPkg::Pre-Install-Pkgs;' >"$ROOT/etc/apt/apt.conf.d/99local"
    run below_root enable apt
    expect_exit 1
    expect_err "05mmeverify was written, but apt does not enforce"
    echo '%__transaction_mmeverify %{nil}' >"$ROOT/etc/rpm/macros"
    run below_root enable rpm
    expect_exit 1
    expect_err "was written, but rpm does not enforce"
}
claim_says_so_when_it_cannot_write() {
    given_sysroot
    rm -rf "$ROOT/etc/apt"
    echo "no folder" >"$ROOT/etc/apt"
    run below_root enable apt
    expect_not_done mmeverify "apt: nothing was changed"
}
