# SPDX-License-Identifier: LGPL-2.1-or-later
# A process that reads a nested file crashes, or may not take the memory it wants: that file alone is inconclusive, with its
# path and the reason, and what lies behind it is scanned.
. "$(dirname "$2")/../verbs.sh"

afresh
slow_file "$TREE/a-slow.zst"
eicar | gzip >"$TREE/z.gz"
packed_as deb none
for signal in SEGV ABRT; do
    begun scan --json "$PACKAGE" "${ENGINES[@]}" --max-ratio 1000000
    until_busy unpacker 3
    kill "-$signal" "$(newest_worker unpacker)"
    ended
    expect_unscanned '/opt/mme/a-slow.zst' "not unpacked to its end: the process that read it ended by signal $(kill -l $signal)"
    expect_found '/opt/mme/z.gz!/data'
    leaves_nothing
done

# A dictionary of 1.5 GB; a reader of archives has 1 GB.
afresh
eicar >pattern
python3 "$(dirname "$2")/../make_large_dictionary.py" pattern 1610612736 "$TREE/a-large.7z"
python3 "$(dirname "$2")/../make_large_dictionary.py" pattern 65536 "$TREE/b-small.7z"
packed_as deb none
scanned_with
expect_found '/opt/mme/b-small.7z!/pattern'
expect_unscanned_below '/opt/mme/a-large.7z'
