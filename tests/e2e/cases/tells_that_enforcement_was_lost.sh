# SPDX-License-Identifier: LGPL-2.1-or-later
# A package brings configuration that switches enforcement off: it is installed, and the loss is told.
case $FRONT_END in
    rpm) given_stranger 'mkdir -p $TREE/etc/rpm && echo "%__transaction_mmeverify %{nil}" >$TREE/etc/rpm/macros.zz' ;;
    apt*) given_stranger 'mkdir -p $TREE/etc/apt/apt.conf.d && echo "#clear DPkg::Pre-Install-Pkgs;" >$TREE/etc/apt/apt.conf.d/zz' ;;
esac
STRANGER=${PACKAGES[0]}
cp "$STRANGER" "$WORLD/stranger.$FRONT_END.$TYPE"
lose_enforcement() {
    given_mmeverify_on_whole_host "$TYPE_MANAGER"
    rm -f /var/log/mmeverify/events.jsonl
    case $FRONT_END in
        rpm) HOME=/root rpm -U "$WORLD/stranger.$FRONT_END.$TYPE" ;;
        apt-file) apt-get -y -q install --no-install-recommends "$WORLD/stranger.$FRONT_END.$TYPE" ;;
    esac >"$ROOM/output" 2>&1 || failed "it was refused"
    grep -q 'stranger.*: ALARM (enforcement-lost)' "$ROOM/output" || failed "the screen does not tell"
    grep -q '"decision":"alarm".*stranger.*"code":"enforcement-lost"' /var/log/mmeverify/events.jsonl || failed "no event tells"
}
export TYPE_MANAGER=${FRONT_END%-file}
export -f lose_enforcement
on_whole_host lose_enforcement
rm -f "$WORLD/stranger.$FRONT_END.$TYPE"
