# SPDX-License-Identifier: LGPL-2.1-or-later
# Runs a program and says what must be true of its exit status, its screen and what it leaves behind.

mmeverify() { timeout 60 "$PREFIX/usr/bin/mmeverify" "$@"; }

wrong() {
    {
        echo "WRONG in $CLAIM: $1"
        echo "--- exit status ${STATUS:-none}, standard output"
        cat "$ROOM/out" 2>/dev/null || true
        echo "--- standard error"
        cat "$ROOM/err" 2>/dev/null || true
    } >&2
    exit 1
}

# run COMMAND...: keeps its exit status and what it printed.
run() {
    STATUS=0
    "$@" >"$ROOM/out" 2>"$ROOM/err" </dev/null || STATUS=$?
}

expect_exit() { [ "$STATUS" -eq "$1" ] || wrong "exit status $STATUS, wanted $1"; }
expect_out() { grep -qF -- "$1" "$ROOM/out" || wrong "standard output lacks '$1'"; }
expect_no_out() { [ ! -s "$ROOM/out" ] || wrong "something was printed on standard output"; }
expect_err() { grep -qF -- "$1" "$ROOM/err" || wrong "standard error lacks '$1'"; }

# expect_complaint TOOL TEXT: one line by TOOL that holds TEXT, then at most one hint, and nothing else.
expect_complaint() {
    [ "$(wc -l <"$ROOM/err")" -le 2 ] || wrong "more than one line and a hint"
    head -n 1 "$ROOM/err" | shows "^$1: " || wrong "the line does not begin with '$1: '"
    head -n 1 "$ROOM/err" | shows -F -- "$2" || wrong "the line lacks '$2'"
    sed -n 2p "$ROOM/err" | shows -v '^hint: ' && wrong "the second line is no hint"
    if LC_ALL=C grep -q '[^[:print:]]' "$ROOM/err"; then wrong "the line holds characters that are not printable"; fi
}

expect_hint() { grep -qF "hint: $1" "$ROOM/err" || wrong "no hint '$1'"; }

# expect_usage_error TOOL TEXT / expect_not_done TOOL TEXT: the two ways in which a tool says no by itself.
expect_usage_error() { expect_exit 2; expect_no_out; expect_complaint "$1" "$2"; }
expect_not_done() { expect_exit 3; expect_no_out; expect_complaint "$1" "$2"; }

expect_nothing_in() { [ -z "$(ls -A "$1" 2>/dev/null)" ] || wrong "left behind: $(ls -A "$1")"; }
expect_gone() { [ ! -e "$1" ] || wrong "$1 is there"; }

listing() {
    find "$1" -printf '%P %m %U %y %l\n' | sort
    find "$1" -type f -exec sha256sum {} + | sort
}

# as_user COMMAND...: without root's rights and groups.
as_user() { HOME=/nonexistent setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
mmeverify_as_user() { as_user timeout 60 "$PREFIX/usr/bin/mmeverify" "$@"; }

# on_full_disk FOLDER COMMAND...: FOLDER is a file system of one page, seen by the command alone; what the
# command leaves in it is listed in $ROOM/left.
on_full_disk() {
    # shellcheck disable=SC2016  # the inner shell expands
    unshare --mount --propagation private bash -c '
        mount -t tmpfs -o size=4k tmpfs "$1" || exit 99
        "${@:3}"; status=$?
        ls -A "$1" >"$2"
        exit "$status"' bash "$1" "$ROOM/left" "${@:2}"
}
