# SPDX-License-Identifier: LGPL-2.1-or-later
# A disk that is full while unpacking: one clear line, exit 3, nothing written.
afresh
head -c 40000000 /dev/urandom >"$TREE/large"
packed_as deb none
mkdir small
STATUS=0
mapfile -t engines < <(engine_options)
unshare --mount sh -c 'mount -t tmpfs -o size=1m none small && export TMPDIR=$PWD/small && exec "$@"' sh \
    "$MMEMANIFEST" create "$PACKAGE" "${engines[@]}" -o manifest.toml >out 2>&1 </dev/null || STATUS=$?
EXPECTATIONS=$((EXPECTATIONS + 1))
[ "$STATUS" = 3 ]
grep -q 'No space left on device' out
grep -q 'set TMPDIR to a larger disk' out
[ "$(wc -l <out)" = 1 ]
[ ! -e manifest.toml ]
