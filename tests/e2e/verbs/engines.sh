# SPDX-License-Identifier: LGPL-2.1-or-later
# A small real ClamAV database and a YARA rule file that know the EICAR test pattern.

# The pattern in two halves, so that no file of this repository is a detection itself.
eicar() { printf '%s%s' 'X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-' 'ANTIVIRUS-TEST-FILE!$H+H*'; }

make_engines() {
    mkdir -p "$WORLD/clamav" "$WORLD/yara" "$WORLD/clamav.source"
    printf 'MME.Test.EICAR:0:*:%s\n' "$(eicar | od -An -v -tx1 | tr -d ' \n')" >"$WORLD/clamav.source/daily.ndb"
    echo 'Test database of mmeverify.' >"$WORLD/clamav.source/COPYING"
    (cd "$WORLD/clamav.source" \
        && echo tester | sigtool --unsigned --build=daily.cud --cvd-version=27810 --datadir="$WORLD/clamav.source" \
            >"$WORLD/sigtool.log" 2>&1)
    cp "$WORLD/clamav.source/daily.cud" "$WORLD/clamav/"
    printf 'rule mme_test_eicar { meta: date = "%s" strings: $a = "EICAR-STANDARD-" condition: $a }\n' \
        "$(date -u +%F)" >"$WORLD/yara/test.yar"
}

engine_options() { printf '%s\n' --engine "clamav:database=$WORLD/clamav" --engine "yara:rules=$WORLD/yara/test.yar"; }
