# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
for damage in 'changed_in payload' 'changed_in header'; do
    afresh sealed_by K1
    $damage
    install_with "$FRONT_END"
    expect_refused part-mismatch
done
for damage in 'truncated_by 7' 'trailed_by surplus'; do
    afresh sealed_by K1
    $damage
    install_with "$FRONT_END"
    expect_refused_or_unreadable archive-malformed
done
