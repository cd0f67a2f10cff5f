# SPDX-License-Identifier: LGPL-2.1-or-later
text_instead() { echo 'Signed, the release manager' >"$MANIFEST.sig"; }
other_bytes() { (cat "$MANIFEST"; echo '# more') >"$MANIFEST.other"; signature_of K1 "$MANIFEST.other"; mv "$MANIFEST.other.sig" "$MANIFEST.sig"; }
clear_signed() { gpg_quiet --local-user "$(fingerprint_of K1)" --yes --output "$MANIFEST.sig" --clear-sign "$MANIFEST"; }
two_blocks() { signature_of K1 "$MANIFEST"; cat "$MANIFEST.sig" "$MANIFEST.sig" >"$MANIFEST.two"; mv "$MANIFEST.two" "$MANIFEST.sig"; }
signed_message() { gpg_quiet --local-user "$(fingerprint_of K1)" --armor --yes --output "$MANIFEST.sig" --sign "$MANIFEST"; }
text_mode() { gpg_quiet --local-user "$(fingerprint_of K1)" --armor --yes --textmode --output "$MANIFEST.sig" --detach-sign "$MANIFEST"; }

given_package mme-core 2.0
for how in text_instead other_bytes clear_signed two_blocks signed_message text_mode; do
    afresh "$how"
    embedded_with "$MANIFEST" "$MANIFEST.sig"
    install_with "$FRONT_END"
    expect_refused signature-invalid
done
