# SPDX-License-Identifier: LGPL-2.1-or-later
# A size limit and a reader that has gone end no process: the first is a refusal with its reason, the second changes
# nothing. apt is not here, since its own caches meet the limit first; rpm and dnf die of the pipe by themselves.
given_package mme-core 2.0
sealed_by K1
head -c 1000000 /dev/zero >"$HOST/log/filler"
cat "$HOST/log/filler" >>"$HOST/log/events.jsonl"
echo >>"$HOST/log/events.jsonl"
size=$(stat -c %s "$HOST/log/events.jsonl")
CALLER=(prlimit "--fsize=$((size + 100))")
install_with "$FRONT_END"
EVENTS_BEFORE=$(event_count)
[ "$RC" -lt 128 ] || failed "a signal ended it ($RC)"
[ "$RC" -ne 0 ] || failed "it was accepted without a record"
grep -q 'refused (internal-error)' "$ROOM/output" || failed "the screen does not say that it was refused"
grep -q 'the event cannot be recorded' "$ROOM/output" || failed "the screen does not say why"
[ "$(stat -c %s "$HOST/log/events.jsonl")" -eq "$size" ] || failed "half an event stayed"
expect_nothing_changed

case $FRONT_END in rpm* | dnf*) exit 0 ;; esac
unsealed() { cp "$WORLD/plain/${PACKAGE##*/}" "$PACKAGE"; }
unsealed
CALLER=("$here/into_a_closed_pipe")
install_with "$FRONT_END"
[ "$RC" -ne 0 ] || failed "it was accepted"
new_events | shows '"code":"manifest-missing"' || failed "the refusal was not recorded"
expect_nothing_changed
