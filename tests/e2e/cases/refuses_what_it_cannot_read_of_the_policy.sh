# SPDX-License-Identifier: LGPL-2.1-or-later
link_to_nowhere() { ln -s nowhere "$1"; }
fifo() { mkfifo "$1"; }
file() { echo revoked >"$1"; }
link_to_itself() { ln -s "$1" "$1"; }
directory_of_a_file() { mkdir "$1" && echo revoked >"$1/list.toml"; }

given_package mme-core 2.0
sealed_by K1
for place in revocations.d waivers.d keys.d/odd.asc keys.d/odd.gpg; do
    for what in link_to_nowhere fifo file link_to_itself directory_of_a_file; do
        VARIANT="$place $what"
        "$what" "$HOST/etc/$place"
        install_with "$FRONT_END"
        expect_refused "$(case $what in link*) echo policy-unsafe ;; *) echo policy-malformed ;; esac)"
        grep -q "$place" "$ROOM/output" || failed "the screen does not name $place"
        rm -r "$HOST/etc/$place"
    done
done
for place in log state; do
    VARIANT="$place others can write"
    chmod 777 "$HOST/$place"
    install_with "$FRONT_END"
    [ "$RC" -eq 1 ] || failed "it was accepted"
    grep -q 'refused (policy-unsafe)' "$ROOM/output" || failed "the screen does not say policy-unsafe"
    chmod 755 "$HOST/$place"
done
install_with "$FRONT_END"
expect_accepted
