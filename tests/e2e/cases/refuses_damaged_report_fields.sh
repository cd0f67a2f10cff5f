# SPDX-License-Identifier: LGPL-2.1-or-later
# The five fields of the report, each absent, empty, blank, of another type, and 10 kB long.
given_package mme-core 2.0
long=$(printf 'x%.0s' {1..10240})
for field in engine engine-version database-version finished result; do
    for change in "/^$field = /d" "s/^$field = .*/$field = \"\"/" "s/^$field = .*/$field = \"   \"/" "s/^$field = .*/$field = 7/" \
        "s/^$field = .*/$field = \"$long\"/"; do
        afresh with_manifest "$change"
        VARIANT="$field, ${change:0:40}"
        sealed_by K1
        install_with "$FRONT_END"
        expect_refused manifest-malformed
    done
done
