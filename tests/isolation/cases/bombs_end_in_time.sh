# SPDX-License-Identifier: LGPL-2.1-or-later
# Archives that hold more archives than can be read: the scan ends within --max-package-seconds, or by another limit before,
# and says where.
. "$(dirname "$2")/../verbs.sh"

mkdir bombs
python3 "$(dirname "$2")/../make_bombs.py" bombs

# bomb FILE PATH: this one alone, with five seconds.
bomb() {
    afresh
    cp "bombs/$1" "$TREE"
    packed_as deb none
    begun scan --json "$PACKAGE" "${ENGINES[@]}" --max-package-seconds 5 --max-ratio 1000000
    ended
    echo "$1, $(stat -c %s "$TREE/$1") bytes: ended after $TOOK ms"
    [ "$TOOK" -lt 25000 ] || wrong "$1 took $TOOK ms"
    expect_unscanned_below "$2"
    leaves_nothing
}
bomb zips.zip '/opt/mme/zips.zip!/'
bomb streams.gz '/opt/mme/streams.gz!/data'
bomb alike.tar.gz '/opt/mme/alike.tar.gz!/r/r.tar.gz!/r/r.tar.gz!/'
bomb many.tar.gz '/opt/mme/many.tar.gz!/'
