# SPDX-License-Identifier: LGPL-2.1-or-later
# mmeverify check of one package of N MB: check.TYPE.N, openssl.TYPE.N of the same file, debsig.deb.N.

case_type() { local rest=${1#*.}; echo "${rest%.*}"; }
case_size() { echo "${1##*.}"; }
sized_file() { echo "$WORLD/sized/mme-s$(case_size "$1")-1.0.$(case_type "$1")"; }

prepare_check() { :; }
prepare_openssl() { :; }
prepare_debsig() { :; }

command_check() { COMMAND=("$PREFIX/usr/bin/mmeverify" "${PLACES[@]}" check "$(sized_file "$1")"); }
command_openssl() { COMMAND=(openssl dgst -sha256 "$(sized_file "$1")"); }
command_debsig() {
    COMMAND=(debsig-verify --quiet --policies-dir "$WORLD/debsig/policies" --keyrings-dir "$WORLD/debsig/keyrings"
        "$WORLD/debsig/packages/mme-s$(case_size "$1")-1.0.deb")
}

shown_check() { echo "mmeverify check, .$(case_type "$1") of $(case_size "$1") MB"; }
shown_openssl() { echo "openssl dgst -sha256"; }
shown_debsig() { echo "debsig-verify"; }

measure_checks() { # MEGABYTES
    alternated "check.rpm.$1" "openssl.rpm.$1" "check.deb.$1" "openssl.deb.$1" "debsig.deb.$1"
    row "check.rpm.$1" "openssl.rpm.$1"
    row "check.deb.$1" "openssl.deb.$1"
    row "check.deb.$1" "debsig.deb.$1"
}
