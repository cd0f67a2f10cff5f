# SPDX-License-Identifier: LGPL-2.1-or-later
# rpm takes a translated text for a name, and chooses by LANGUAGE: what is harmless to a reader that takes the first one
# would be installed as mme-core.
given_package mme-core 2.0
forged_by 'p.main[1000] = i18n("harmless", "mme-core"); p.main[100] = strings("C", "xx"); p.main[1047] = strings(*["harmless"] * len(p.main[1047].values))'
export LANGUAGE=xx LC_ALL=C.UTF-8
install_with "$FRONT_END"
expect_refused archive-malformed
