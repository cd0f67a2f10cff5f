# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
for word in OK CLEAN Clean passed; do
    afresh with_manifest "0,/^result = .*/s//result = \"$word\"/"
    sealed_by K1
    install_with "$FRONT_END"
    expect_refused manifest-malformed
done
