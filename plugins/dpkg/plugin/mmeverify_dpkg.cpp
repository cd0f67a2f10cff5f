// SPDX-License-Identifier: LGPL-2.1-or-later
// mmeverify-dpkg.so: turns the dpkg hooks into one question to libmmeverify and prints its answer.
#include <fcntl.h>

#include <cstdio>
#include <memory>
#include <span>

#include "libverify/corridor/corridor.h"
#include "libverify/enforcement/after_run.h"
#include "libverify/report/text.h"
#include "plugins/dpkg/hook_api.h"
#include "plugins/dpkg/plugin/guarded.h"

namespace mme {
namespace {

Result<PackageFile> file_of(const mme_dpkg_archive& archive) {
    // A copy of the descriptor, since the host keeps its own.
    Fd copy(archive.descriptor < 0 ? -1 : fcntl(archive.descriptor, F_DUPFD_CLOEXEC, 0));
    if (!copy) return fail(Code::internal_error, "cannot open " + std::string(archive.path));
    return PackageFile::adopt(std::move(copy), archive.path);
}

Element element_of(const mme_dpkg_archive& archive) {
    Element element{
        .shown = archive.path, .path = archive.path, .file = file_of(archive), .installed_versions = {}};
    element.check_location = true;  // dpkg opens the path again, four times
    if (archive.installed_version != nullptr)
        element.installed_versions.emplace_back(archive.installed_version);
    return element;
}

Request request_of(const mme_dpkg_transaction& transaction) {
    Request request;
    request.action = "install";
    request.front_end = transaction.front_end;
    request.root = transaction.root;
    for (const auto& archive : std::span(transaction.archives, transaction.archive_count))
        request.elements.push_back(element_of(archive));
    for (const auto& one : std::span(transaction.objections, transaction.objection_count))
        request.objections.push_back(fail(code_named(one.code).value_or(Code::internal_error), one.text));
    return request;
}

int init(const mme_dpkg_options* options, void** session) {
    return guarded(MME_DPKG_REFUSE, log_to_stderr, [&] {
        auto host = std::make_unique<HostLayout>(
            HostLayout::under(options->sysroot == nullptr ? "" : options->sysroot));
        if (options->policy != nullptr) host->policy = options->policy;
        if (options->state != nullptr) host->state = options->state;
        if (options->log != nullptr) host->log = options->log;
        *session = host.release();
        return int{MME_DPKG_OK};
    });
}

/// Without an archive there is nothing to judge, but what the host did not understand is recorded.
int record_call(const HostLayout& host, const mme_dpkg_transaction& transaction) {
    if (transaction.objection_count == 0) return MME_DPKG_OK;
    Request request = request_of(transaction);
    request.action = transaction.action;
    record_refused_call(host, request);
    return MME_DPKG_REFUSE;
}

/// For the process that is started after the run.
void remember(const HostLayout& host, const char* front_end, const TransactionDecision& decision) {
    if (const auto kept = remember_bringers(host, front_end, bringers_of(decision)); !kept)
        log_to_stderr(kept.error().text().c_str());
}

void transaction_post(void* session, const char* front_end) {
    guarded(MME_DPKG_OK, log_to_stderr, [&] {
        const auto& host = *static_cast<HostLayout*>(session);
        std::fputs(confirm_enforcement(host, front_end, take_bringers(host, front_end)).c_str(), stderr);
        return int{MME_DPKG_OK};
    });
}

int transaction_pre(void* session, const mme_dpkg_transaction* transaction) {
    return guarded(MME_DPKG_REFUSE, log_to_stderr, [&] {
        const auto& host = *static_cast<HostLayout*>(session);
        if (transaction->archive_count == 0) return record_call(host, *transaction);
        const auto decision = judge_all(host, request_of(*transaction));
        if (*transaction->root == '\0') remember(host, transaction->front_end, decision);
        std::fputs(refusal_text(decision).c_str(), stderr);
        if (!decision.refused()) return int{MME_DPKG_OK};
        log_to_stderr("nothing of this transaction is installed");
        return int{MME_DPKG_REFUSE};
    });
}

void cleanup(void* session) {
    delete static_cast<HostLayout*>(session);
}

}  // namespace
}  // namespace mme

extern "C" {
__attribute__((visibility("default"))) extern const mme_dpkg_hooks mmeverify_dpkg_hooks;
const mme_dpkg_hooks mmeverify_dpkg_hooks = {
    .version = MME_DPKG_HOOK_VERSION,
    .size = sizeof(mme_dpkg_hooks),
    .init = mme::init,
    .transaction_pre = mme::transaction_pre,
    .archive_pre = nullptr,
    .configure_pre = nullptr,
    .trigger = nullptr,
    .transaction_post = mme::transaction_post,
    .cleanup = mme::cleanup,
};
}
