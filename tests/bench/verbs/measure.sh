# SPDX-License-Identifier: LGPL-2.1-or-later
# Measuring: the commands that are compared take turns, round by round, so that whatever else the machine
# does hits all of them alike. A case is named by words with dots between; the files that define cases say
# with prepare_KIND what precedes each run, uncounted, and with command_KIND what is run (in COMMAND).

shown() { "shown_${1%%.*}" "$1"; }
set_command() { "prepare_${1%%.*}" "$1" && "command_${1%%.*}" "$1"; }

# succeeds COMMAND...: a command that fails ends the benchmark, since a refusal is no measurement.
succeeds() {
    "$@" >"$WORLD/times/output" 2>&1 </dev/null && return
    echo "error: $*" >&2
    cat "$WORLD/times/output" >&2
    return 1
}

# timed CASE: appends "wall cpu" in seconds to the case's file.
timed() {
    local COMMAND TIMEFORMAT='%3R %3U %3S'
    set_command "$1"
    { time succeeds "${COMMAND[@]}"; } 2>"$WORLD/times/now" || { cat "$WORLD/times/now" >&2; exit 1; }
    awk 'END { print $1, $2 + $3 }' "$WORLD/times/now" >>"$WORLD/times/$1"
}

# weighed CASE: notes the MB that the largest process of the case held at once.
weighed() {
    local COMMAND
    set_command "$1"
    rm -f "$WORLD/times/$1"
    succeeds /usr/bin/time --format %M --output "$WORLD/times/$1.memory" "${COMMAND[@]}" || exit 1
}
peak_memory() { awk 'END { printf "%.0f", $1 / 1000 }' "$WORLD/times/$1.memory"; }

# alternated CASE...: all of them in turn, once for their memory and then ROUNDS times for their time.
alternated() {
    local round case
    mkdir -p "$WORLD/times"
    for case in "$@"; do weighed "$case"; done
    for round in $(seq "$ROUNDS"); do
        for case in "$@"; do timed "$case"; done
    done
}

# least CASE COLUMN, median CASE COLUMN: seconds; column 1 is the wall clock, 2 the processors' time.
least() { cut -d' ' -f"$2" "$WORLD/times/$1" | sort -n | head -n 1; }
median() { cut -d' ' -f"$2" "$WORLD/times/$1" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "-" }'; }
milliseconds() { awk -v s="$1" 'BEGIN { printf "%.0f", s * 1000 }'; }

table_head() {
    printf '\n| what | against | ms | against, ms | **ratio** | ratio of medians | ratio of CPU time | peak MB | against, MB |\n'
    printf '|---|---|--:|--:|--:|--:|--:|--:|--:|\n'
}

# row CASE REFERENCE: one line of the table; times and ratio are those of the fastest runs.
row() {
    printf '| %s | %s | %s | %s | **%s** | %s | %s | %s | %s |\n' "$(shown "$1")" "$(shown "$2")" \
        "$(milliseconds "$(least "$1" 1)")" "$(milliseconds "$(least "$2" 1)")" \
        "$(ratio "$(least "$1" 1)" "$(least "$2" 1)")" "$(ratio "$(median "$1" 1)" "$(median "$2" 1)")" \
        "$(ratio "$(least "$1" 2)" "$(least "$2" 2)")" "$(peak_memory "$1")" "$(peak_memory "$2")"
}
