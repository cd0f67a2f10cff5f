# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
deep() { { printf 'x-deep = '; printf '[%.0s' {1..10000}; printf ']%.0s' {1..10000}; echo; cat "$MANIFEST"; } >"$MANIFEST.new"; }
nul() { { cat "$MANIFEST"; printf '# \0\n'; } >"$MANIFEST.new"; }
mark() { { printf '\xef\xbb\xbf'; cat "$MANIFEST"; } >"$MANIFEST.new"; }
invalid_utf8() { { cat "$MANIFEST"; printf '# \xff\n'; } >"$MANIFEST.new"; }
twice() { { grep '^created' "$MANIFEST"; cat "$MANIFEST"; } >"$MANIFEST.new"; }
table_again() { { cat "$MANIFEST"; printf '\n[release]\n'; } >"$MANIFEST.new"; }
dotted() { { echo 'release.provider = "Somebody"'; cat "$MANIFEST"; } >"$MANIFEST.new"; }
unknown() { { echo 'comment = "trust me"'; cat "$MANIFEST"; } >"$MANIFEST.new"; }
not_a_number() { sed '0,/^files-scanned = .*/s//files-scanned = nan/' "$MANIFEST" >"$MANIFEST.new"; }
for how in deep nul mark invalid_utf8 twice table_again dotted unknown not_a_number; do
    afresh "$how"
    mv "$MANIFEST.new" "$MANIFEST"
    sealed_by K1
    install_with "$FRONT_END"
    expect_refused manifest-malformed
done
