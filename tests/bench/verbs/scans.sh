# SPDX-License-Identifier: LGPL-2.1-or-later
# mmemanifest scan of a package against the engines' own programs over the same tree, unpacked:
# scan.TREE.ENGINE[-ENGINE...] against clamscan.TREE, clamdscan.TREE, yara.TREE.

# Signatures like real ones in number and form, made up, so that the engines have the work they have in life:
# bodies for the matcher, digests for the hash tables, and the EICAR pattern.
make_scan_engines() {
    local source=$WORLD/scan/source
    mkdir -p "$WORLD/scan/clamav" "$WORLD/scan/yara" "$source"
    python3 - "$source" "$WORLD/scan/yara/bench.yar" <<'MAKE'
import hashlib
import sys

folder, rules = sys.argv[1:]


def hex_of(word, size):
    return hashlib.shake_128(word.encode()).hexdigest(size)


with open(f"{folder}/daily.ndb", "w") as out:
    for i in range(50_000):
        out.write(f"MME.Bench.{i}:0:*:{hex_of(f'body {i}', 24)}\n")
with open(f"{folder}/daily.hsb", "w") as out:
    for i in range(200_000):
        out.write(f"{hex_of(f'file {i}', 32)}:{1000 + i}:MME.Bench.Hash.{i}:73\n")
with open(rules, "w") as out:
    for i in range(2_000):
        out.write(f"rule bench_{i} {{ meta: date = \"2026-01-01\" strings: $a = {{ {hex_of(f'rule {i}', 16)} }} "
                  f"$b = \"bench-{i}-marker\" condition: any of them }}\n")
MAKE
    printf 'MME.Test.EICAR:0:*:%s\n' "$(eicar | od -An -v -tx1 | tr -d ' \n')" >>"$source/daily.ndb"
    echo 'Benchmark database of mmeverify.' >"$source/COPYING"
    (cd "$source" && echo tester | sigtool --unsigned --build=daily.cud --cvd-version=27810 --datadir="$source" >"$WORLD/sigtool.log" 2>&1)
    cp "$source/daily.cud" "$WORLD/scan/clamav/"
}

# small: 5,000 files of 1 to 32 KiB, of text and of bytes; large: 1 GB in 8 files, half of each.
make_trees() {
    local trees=${TREES:-small large}
    python3 - "$WORLD/scan" "$trees" <<'MAKE'
import os
import random
import sys

random.seed(1)
words = [f"{random.getrandbits(32):x}" for _ in range(4096)]


def text(size):
    return " ".join(random.choices(words, k=size // 8 + 1)).encode()[:size]


def content(i, size):
    return text(size) if i % 2 else os.urandom(size)


trees = sys.argv[2].split()
for i in range(5_000 if "small" in trees else 0):
    folder = f"{sys.argv[1]}/small/opt/mme/{i // 100:02}"
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/{i}", "wb") as out:
        out.write(content(i, random.randint(1 << 10, 32 << 10)))
os.makedirs(f"{sys.argv[1]}/large/opt/mme")
for i in range(8 if "large" in trees else 0):
    with open(f"{sys.argv[1]}/large/opt/mme/{i}", "wb") as out:
        for _ in range(125):
            out.write(content(i, 1_000_000))
MAKE
    local tree
    for tree in $trees; do
        mkdir "$WORLD/scan/$tree.root"
        cp -al "$WORLD/scan/$tree/opt" "$WORLD/scan/$tree.root/"
        mkdir "$WORLD/scan/$tree.root/DEBIAN"
        printf '%s\n' "Package: mme-$tree" 'Version: 1.0' 'Architecture: all' 'Maintainer: Bench <bench@example.org>' \
            'Description: Benchmark package of mmeverify' >"$WORLD/scan/$tree.root/DEBIAN/control"
        dpkg-deb -Znone --root-owner-group --build "$WORLD/scan/$tree.root" "$WORLD/scan/$tree.deb" >/dev/null
    done
}

scan_limits() {
    printf '%s\n' MaxFileSize MaxScanSize StreamMaxLength | sed 's/$/ 2000M/'
    printf '%s\n' 'MaxFiles 1000000' 'MaxRecursion 50' 'MaxScanTime 600000' 'AlertExceedsMax yes' 'AlertEncrypted yes'
}

start_clamd() {
    { scan_limits && printf '%s\n' "LocalSocket $WORLD/scan/clamd.sock" "DatabaseDirectory $WORLD/scan/clamav" \
        'Foreground yes' 'User root' "LogFile $WORLD/scan/clamd.log"; } >"$WORLD/scan/clamd.conf"
    clamd --config-file="$WORLD/scan/clamd.conf" >/dev/null 2>&1 &
    CLAMD=$!
    local left=600
    until [ -S "$WORLD/scan/clamd.sock" ] && clamdscan --config-file="$WORLD/scan/clamd.conf" --ping=1 >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || { echo "error: clamd does not start" >&2 && exit 1; }
        sleep 0.1
    done
}
stop_clamd() { if [ -n "${CLAMD:-}" ]; then kill "$CLAMD" 2>/dev/null && wait "$CLAMD" || true; fi; }

scan_tree() { local rest=${1#*.}; echo "${rest%%.*}"; }
engine_named() {
    case $1 in
        clamav) echo "clamav:database=$WORLD/scan/clamav" ;;
        clamd) echo "clamd:unix=$WORLD/scan/clamd.sock,connections=$(nproc)" ;;
        yara) echo "yara:rules=$WORLD/scan/yara/bench.yar" ;;
        program) echo "profile:$WORLD/scan/program.toml" ;;
    esac
}
# clamscan as if it were another maker's scanner, since an engine counts once.
make_program_profile() {
    mkdir -p "$WORLD/scan/version"
    cp "$WORLD/scan/clamav/daily.cud" "$WORLD/scan/version/daily.cld" # states a version for this name alone
    sed -e 's/^title = .*/title = "clamscan"/' \
        -e "s|\"/usr/bin/clamscan\", \"--recursive\", \"--allmatch|\"/usr/bin/clamscan\", \"--database=$WORLD/scan/clamav\", \"--recursive\", \"--allmatch|" \
        -e "s|\"/usr/bin/clamscan\", \"--version\"|\"/usr/bin/clamscan\", \"--database=$WORLD/scan/version\", \"--version\"|" \
        "$tests/../contrib/engines/clamscan.toml" >"$WORLD/scan/program.toml"
}

prepare_scan() { :; }
prepare_clamscan() { :; }
prepare_clamdscan() { :; }
prepare_yara() { :; }

command_scan() {
    local engine engines=()
    for engine in $(tr - ' ' <<<"${1##*.}"); do engines+=(--engine "$(engine_named "$engine")"); done
    COMMAND=(mmemanifest scan "$WORLD/scan/$(scan_tree "$1").deb" --progress none "${engines[@]}")
}
command_clamscan() {
    COMMAND=(clamscan --database="$WORLD/scan/clamav" --recursive --infected --max-filesize=2000M --max-scansize=4000M
        --max-files=1000000 --max-recursion=50 --max-scantime=600000 "$WORLD/scan/$(scan_tree "$1")")
}
command_clamdscan() {
    COMMAND=(clamdscan --config-file="$WORLD/scan/clamd.conf" --fdpass --multiscan --infected "$WORLD/scan/$(scan_tree "$1")")
}
command_yara() { COMMAND=(yara --recursive "$WORLD/scan/yara/bench.yar" "$WORLD/scan/$(scan_tree "$1")"); }

shown_scan() { echo "scan, $(scan_tree "$1"), ${1##*.}" | tr - '+'; }
shown_clamscan() { echo "clamscan"; }
shown_clamdscan() { echo "clamdscan --fdpass --multiscan"; }
shown_yara() { echo "yara"; }

measure_scans() { # TREE
    local own=("scan.$1.clamav" "scan.$1.yara" "scan.$1.clamd" "scan.$1.clamav-yara" "scan.$1.clamav-yara-program")
    alternated "${own[@]}" "clamscan.$1" "clamdscan.$1" "yara.$1"
    row "scan.$1.clamav" "clamscan.$1"
    row "scan.$1.clamd" "clamdscan.$1"
    row "scan.$1.yara" "yara.$1"
    row "scan.$1.clamav-yara" "scan.$1.clamav"
    row "scan.$1.clamav-yara-program" "scan.$1.clamav"
}
