# SPDX-License-Identifier: LGPL-2.1-or-later
given_package mme-core 2.0
at() { date -u -d "$1" +%FT%TZ; }
future="s/^(started|finished|created) = .*/\\1 = $(at +30minutes)/"
before_library="s/^(started|finished) = .*/\\1 = $(at -2days)/; s/^database-date = .*/database-date = $(at -1day)/"
after_signing="s/^(created|started|finished) = .*/\\1 = $(at now)/"
ends_before_start="0,/^finished = .*/s//finished = $(at -1day)/"
for change in "$future" "$before_library" "$ends_before_start"; do
    afresh with_manifest "$change"
    sealed_by K1
    install_with "$FRONT_END"
    expect_refused scan-time-invalid
done
afresh with_manifest "$after_signing"
sealed_by K1 "$(date -u -d -1day +%Y%m%dT%H%M%S)"
install_with "$FRONT_END"
expect_refused scan-time-invalid
