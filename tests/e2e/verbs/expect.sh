# SPDX-License-Identifier: LGPL-2.1-or-later
# What must be true afterwards. The first thing that is not true ends the case.

failed() {
    echo "FAILED in $CASE ($TYPE, $FRONT_END${VARIANT:+, $VARIANT}): $1" >&2
    echo "--- what the package manager said" >&2
    cat "$ROOM/output" >&2 || true
    exit 1
}

event_count() { if [ -f "$HOST/log/events.jsonl" ]; then wc -l <"$HOST/log/events.jsonl"; else echo 0; fi; }
new_events() { tail -n "+$((EVENTS_BEFORE + 1))" "$HOST/log/events.jsonl" 2>/dev/null || true; }

# Files, modes and contents of the root, without the package manager's own locks and databases' noise.
tree_hash() {
    (cd "$TARGET" && find . \( -path ./var -o -path ./etc/dnf -o -path ./dev -o -path ./proc \) -prune \
        -o -printf '%p %m %l\n' -type f -exec sha256sum {} + | sort | sha256sum)
}

only_checks() { [[ $FRONT_END == check* ]]; }

expect_accepted() {
    [ "$RC" -eq 0 ] || failed "it was refused (exit status $RC)"
    ! only_checks || return 0
    local name
    for name in "${NAMES[@]}"; do
        [ -f "$TARGET/opt/$name/program" ] || failed "$name is not there although the exit status is 0"
    done
}

expect_version() {
    only_checks || grep -q " $1\$" "$TARGET/opt/${NAMES[0]}/program" || failed "the version on disk is not $1"
}

# expect_refused CODE: the refusal is seen by the operator, with its code, and nothing has happened.
expect_refused() {
    [ "$RC" -ne 0 ] || failed "it was accepted"
    ! only_checks || [ "$RC" -eq 1 ] || failed "the exit status is $RC and not 1"
    grep -q "refused ($1)" "$ROOM/output" || failed "the screen does not say 'refused ($1)'"
    grep -q '  hint: ' "$ROOM/output" || failed "the screen does not say what to do next"
    new_events | shows "\"code\":\"$1\"" || failed "no event names $1"
    expect_one_event_for_each
    expect_nothing_changed
}

expect_nothing_changed() {
    [ ! -e "$TARGET/canary" ] || failed "code of the package has run: $(cat "$TARGET/canary")"
    [ "$(tree_hash)" = "$TREE_BEFORE" ] || failed "the tree has changed"
    local name
    for name in "${NAMES[@]}"; do
        [ "$(installed_version "$name")" = "${VERSION_BEFORE:-}" ] || failed "the database of $TYPE has changed for $name"
    done
}

installed_version() {
    if [ "$TYPE" = rpm ]; then
        HOME=$ROOM/home rpm --root "$TARGET" -q --qf '%{version}\n' "$1" | grep -v 'not installed' || true
    else
        dpkg-query --admindir="$TARGET/var/lib/dpkg" -W -f '${Version}\n' "$1" 2>/dev/null || true
    fi
}

# rpm's and apt's reading of the same files must not add or lose a record.
expect_one_event_for_each() {
    local new=$(($(event_count) - EVENTS_BEFORE))
    [ "$new" -eq "${#PACKAGES[@]}" ] || failed "$new events for ${#PACKAGES[@]} packages"
}

# accepted_now: what follows starts from here (for upgrades).
accepted_now() {
    expect_accepted
    rm -f "$TARGET/canary"
    VERSION_BEFORE=$(installed_version "${NAMES[0]}")
    PACKAGES=() NAMES=()
    TREE_BEFORE=$(tree_hash)
}

# Some damage is seen by the package manager itself before any plugin is asked: then it must refuse too.
expect_refused_or_unreadable() {
    [ "$RC" -ne 0 ] || failed "it was accepted"
    if [ "$(event_count)" -gt "$EVENTS_BEFORE" ]; then expect_refused "$1"; else expect_nothing_changed; fi
}

# expect_refused_with_one_of CODE...: where a rule may already refuse what another one would refuse later.
expect_refused_with_one_of() {
    local code
    for code in "$@"; do
        if grep -q "refused ($code)" "$ROOM/output"; then
            expect_refused "$code"
            return
        fi
    done
    failed "the screen does not say 'refused' with any of: $*"
}
