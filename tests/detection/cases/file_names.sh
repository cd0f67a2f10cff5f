# SPDX-License-Identifier: LGPL-2.1-or-later
# Names that are tricks, each with the pattern in it. dpkg-deb and rpmbuild refuse some of them, a hostile
# packager does not: the payload is written by hand.
PATTERN=$(eicar) python3 - <<'P'
import io
import os
import tarfile

pattern = os.environ["PATTERN"].encode()
long = "./" + "/".join(["n" * 200] * 20) + "/" + "e" * 74
names = ["./opt/a\nb", "./opt/\x1b[2J\x1b[H", "./opt/\udcff\udcfe", long, "./" + "x" * 6000,
         "./../../../../tmp/mme-detection-escaped", "./opt/\\x0A"]
installable = [names[1], names[2], names[3], names[6]]  # by dpkg


def write(path, names):
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT, errors="surrogateescape") as tar:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(pattern)
            tar.addfile(member, io.BytesIO(pattern))


write("any.tar", names)
write("data.tar", installable)
P
shortened() { # a path as the manifest writes it when it is longer than 4096 bytes
    python3 -c "
import hashlib, sys
text = sys.argv[1]
print(text if len(text) <= 4096 else text[:4096 - 66] + '\\\\~' + hashlib.sha256(text.encode()).hexdigest())" "$1"
}
long=$(python3 -c "print('/' + '/'.join(['n' * 200] * 20) + '/' + 'e' * 74)")
[ ${#long} = 4095 ]
longer=/$(printf 'x%.0s' $(seq 6000))
installable=('/opt/\x1B[2J\x1B[H' '/opt/\xFF\xFE' '/opt/\\x0A' "$long")
expect_all_found() { # PREFIX PATH...
    local path prefix=$1
    shift
    for path in "$@"; do expect_found "$(shortened "$prefix$path")"; done
    [ ! -e /tmp/mme-detection-escaped ]
}

afresh
packed_as deb none
ar x "$PACKAGE" debian-binary control.tar
rm "$PACKAGE"
ar rc "$PACKAGE" debian-binary control.tar data.tar
scanned_with
expect_all_found '' "${installable[@]}"
for type in $TYPES; do
    afresh
    cp any.tar "$TREE/a.tar"
    packed_as "$type"
    scanned_with
    expect_all_found '/opt/mme/a.tar!/.' "${installable[@]}" '/opt/a\x0Ab' '/../../../../tmp/mme-detection-escaped' "$longer"
done

# And what dpkg-deb packs itself.
afresh
eicar >"$TREE/$(printf 'no \377 text')"
packed_as deb
scanned_with
expect_found '/opt/mme/no \xFF text'
