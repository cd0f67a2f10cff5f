# SPDX-License-Identifier: LGPL-2.1-or-later
# A scan in the background, its processes, and what it leaves when it has ended.
mapfile -t ENGINES < <(engine_options)
mkdir -p "$ROOM/tmp"

wrong() {
    echo "FAILED: $1" >&2
    cat "$ROOM/scan.log" >&2 || true
    exit 1
}

# begun COMMAND...: mmemanifest in the background, with a directory for temporary files of its own.
begun() {
    TMPDIR=$ROOM/tmp "$MMEMANIFEST" "$@" >"$ROOM/report.json" 2>"$ROOM/scan.log" </dev/null &
    PROGRAM=$!
}

# The worker processes of that scan, by role: engine or unpacker. They have no other mark than their scratch directory.
workers() { pgrep -f "scan-worker $ROOM/tmp/.* $1" || true; }
newest_worker() { pgrep -n -f "scan-worker $ROOM/tmp/.* $1"; }
processor_ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat" 2>/dev/null || echo 0; }

# until_busy ROLE PROCESSES: that many processes of a role are there, and the newest of them works.
until_busy() {
    local tries
    for tries in $(seq 600); do
        if [ "$(workers "$1" | wc -l)" -ge "$2" ] && [ "$(processor_ticks "$(newest_worker "$1")")" -ge 20 ]; then return; fi
        kill -0 "$PROGRAM" 2>/dev/null || wrong "the scan ended before its process of role $1 was busy"
        sleep 0.05
    done
    wrong "no process of role $1 was busy within 30 s"
}

# ended: waits for the program; STATUS, and the milliseconds that it took in TOOK.
ended() {
    local start=${EPOCHREALTIME/./} watchdog
    { sleep 60 && kill -KILL "$PROGRAM"; } &
    watchdog=$!
    STATUS=0
    wait "$PROGRAM" || STATUS=$?
    TOOK=$(((${EPOCHREALTIME/./} - start) / 1000))
    pkill -P "$watchdog" || true
    kill "$watchdog" 2>/dev/null || true
    wait "$watchdog" 2>/dev/null || true
}

# ends_at SIGNAL WHEN: the program ends by itself, soon, with the exit code of what was not checked, and leaves nothing.
ends_at() {
    kill "-$1" "$PROGRAM"
    ended
    echo "$1 $2: ended after $TOOK ms"
    [ "$STATUS" -eq 3 ] || wrong "exit status $STATUS after $1 $2, expected 3"
    [ "$TOOK" -lt 5000 ] || wrong "it took $TOOK ms to end after $1 $2"
    grep -q interrupted "$ROOM/scan.log" || wrong "it does not say that it was interrupted"
    leaves_nothing
}

leaves_nothing() {
    [ -z "$(pgrep -f "$ROOM/(tmp|own)/" || true)" ] || wrong "processes are left: $(pgrep -af "$ROOM/(tmp|own)/")"
    [ -z "$(ls -A "$ROOM/tmp")" ] || wrong "temporary files are left: $(ls -A "$ROOM/tmp")"
    EXPECTATIONS=$((EXPECTATIONS + 1))
}

# A small file of many zeros, whose unpacking takes long; no engine here unpacks that itself.
slow_file() {
    head -c 200000000 /dev/zero | zstd -q -1 >"$ROOM/zeros.zst"
    for _ in $(seq 100); do cat "$ROOM/zeros.zst"; done >"$1"
}
