# SPDX-License-Identifier: LGPL-2.1-or-later
# dpkg itself refuses options that it does not know, so the one of a newer dpkg is tried through the hook's own seam.
expect_event_of_the_call() {
    [ "$RC" -ne 0 ] || failed "it was let through"
    [ $(($(event_count) - EVENTS_BEFORE)) -eq 1 ] || failed "there is not one event"
    new_events | shows -F "\"action\":\"install\",\"front-end\":\"$1\"" || failed "the event does not name the call"
    new_events | shows -F '"package":""' || failed "the event names a package"
    new_events | shows -F "$2" || failed "the event does not say why"
    expect_nothing_changed
}
run_apt_with_version_4() { printf 'VERSION 4\n\n' | $HOOK --for apt; }
run_dpkg_without_proc() {
    unshare --mount sh -c 'mount -t tmpfs none /proc && exec "$@"' sh \
        dpkg --root="$TARGET" --force-script-chrootless --log=/dev/null --pre-invoke="exec $HOOK" -i "${PACKAGES[@]}"
}
given_package mme-core 2.0
install_with apt_with_version_4
expect_event_of_the_call apt 'VERSION 3'
install_with dpkg_without_proc
expect_event_of_the_call dpkg 'mount /proc'
