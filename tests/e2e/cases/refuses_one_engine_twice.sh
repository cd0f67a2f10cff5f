# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
for change in 's/^engine-version/engine-version/' 's/^engine = .*/engine = "Another Name"/'; do
    afresh with_one_engine
    with_engine_again "$change"
    sealed_by K1
    install_with "$FRONT_END"
    expect_refused scan-too-few-engines
done
