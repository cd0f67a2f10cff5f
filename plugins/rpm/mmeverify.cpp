// SPDX-License-Identifier: LGPL-2.1-or-later
// mmeverify.so: turns rpm's hooks into one question to libmmeverify and its answer into rpm's terms.
#include <rpm/rpmlog.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

#include "libverify/corridor/corridor.h"
#include "libverify/enforcement/after_run.h"
#include "libverify/io/descriptor_limit.h"
#include "libverify/report/text.h"
#include "plugins/rpm/announce.h"
#include "plugins/rpm/guarded.h"
#include "plugins/rpm/options.h"
#include "plugins/rpm/plugin_abi.h"
#include "plugins/rpm/transaction.h"

namespace mme {
namespace {

constexpr const char* nothing_installed = "mmeverify: nothing of this transaction is installed\n";

/// One for each transaction set. dnf calls tsm_pre twice on the same one.
struct Session {
    HostLayout host;
    /// Opened with the judgement, since rpm may be in a chroot afterwards.
    Result<Journal> journal = fail(Code::internal_error, "no transaction was judged before this package");
    std::string judged;  ///< fingerprint of the transaction that was judged; empty: none yet
    rpmRC answer = RPMRC_FAIL;
    std::set<Sha256> may_install;  ///< header digests of what was judged and not refused
    std::vector<Bringer> bringers;
};

rpmRC judge(Session& session, rpmts ts) {
    session.answer = RPMRC_FAIL;
    session.may_install.clear();
    const DescriptorLimit room_for_all(static_cast<std::size_t>(std::max(rpmtsNElements(ts), 0)));
    session.journal = Journal::open(session.host);
    const TransactionDecision decision = judge_all(session.host, request_of(ts), session.journal);
    if (decision.refused())
        announce(refusal_text(decision) + nothing_installed, Outcome::refused_whole);
    else
        announce(refusal_text(decision), Outcome::goes_on);
    for (const Decision& one : decision.packages)
        if (one.header_sha256) session.may_install.insert(*one.header_sha256);
    if (decision.refused()) session.may_install.clear();
    session.bringers = bringers_of(decision);
    session.answer = decision.refused() ? RPMRC_FAIL : RPMRC_OK;
    session.judged = fingerprint_of(ts);
    return session.answer;
}

Session* session_of(rpmPlugin plugin) {
    return static_cast<Session*>(rpmPluginGetData(plugin));
}

rpmRC init(rpmPlugin plugin, rpmts /*ts*/) {
    return guarded(RPMRC_FAIL, [&] {
        const char* options = rpmPluginOpts(plugin);
        auto host = parse_options(options == nullptr ? "" : options);
        if (!host) {
            rpmlog(RPMLOG_ERR, "mmeverify: %s\n", printable(host.error().text()).c_str());
            return RPMRC_FAIL;
        }
        auto session = std::make_unique<Session>();
        session->host = *host;
        rpmPluginSetData(plugin, session.release());
        return RPMRC_OK;
    });
}

void cleanup(rpmPlugin plugin) {
    delete session_of(plugin);
    rpmPluginSetData(plugin, nullptr);
}

rpmRC tsm_pre(rpmPlugin plugin, rpmts ts) {
    return guarded(RPMRC_FAIL, [&] {
        Session* session = session_of(plugin);
        if (session == nullptr) return RPMRC_FAIL;
        const std::string transaction = fingerprint_of(ts);
        if (transaction.empty()) return RPMRC_OK;  // only removals
        // The second run of the same transaction: psm_pre holds each header against what was judged.
        if (transaction == session->judged) return session->answer;
        return judge(*session, ts);
    });
}

/// rpm has opened the file again by its path; what it is about to install must be what was judged.
rpmRC psm_pre(rpmPlugin plugin, rpmte te) {
    return guarded(RPMRC_FAIL, [&] {
        if (rpmteType(te) != TR_ADDED || rpmteDBInstance(te) != 0) return RPMRC_OK;
        Session* session = session_of(plugin);
        if (session == nullptr) return RPMRC_FAIL;
        const auto digest = immutable_sha256(rpmteHeader(te));
        if (digest && session->may_install.contains(*digest)) return RPMRC_OK;
        const auto refusal = refuse_exchanged(session->journal, "rpm", rpmteNEVRA(te));
        announce(refusal_text(refusal), Outcome::refused_element);
        return RPMRC_FAIL;
    });
}

/// Only the running system can lose what makes it ask; another root directory has its own mmeverify or none.
rpmRC tsm_post(rpmPlugin plugin, rpmts ts, int /*result*/) {
    return guarded(RPMRC_OK, [&] {
        Session* session = session_of(plugin);
        const bool test = (rpmtsFlags(ts) & RPMTRANS_FLAG_TEST) != 0;
        if (session == nullptr || test || !root_of(ts).empty()) return RPMRC_OK;
        const std::string alarm = confirm_enforcement(session->host, "rpm", session->bringers);
        if (!alarm.empty()) announce(alarm, Outcome::goes_on);
        session->bringers.clear();
        return RPMRC_OK;
    });
}

}  // namespace
}  // namespace mme

extern "C" {
__attribute__((visibility("default"))) extern rpmPluginHooks_s mmeverify_hooks;
rpmPluginHooks_s mmeverify_hooks = {
    .init = mme::init,
    .cleanup = mme::cleanup,
    .tsm_pre = mme::tsm_pre,
    .tsm_post = mme::tsm_post,
    .psm_pre = mme::psm_pre,
    .psm_post = nullptr,
    .scriptlet_pre = nullptr,
    .scriptlet_fork_post = nullptr,
    .scriptlet_post = nullptr,
    .fsm_file_pre = nullptr,
    .fsm_file_post = nullptr,
    .fsm_file_prepare = nullptr,
};
}
