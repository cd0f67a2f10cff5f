// SPDX-License-Identifier: LGPL-2.1-or-later
// A plugin that says on standard output what it was asked, and refuses when there is an objection.
#include <cstdio>

#include "plugins/dpkg/hook_api.h"

namespace {

int init(const mme_dpkg_options* /*options*/, void** /*session*/) {
    return MME_DPKG_OK;
}

int transaction_pre(void* /*session*/, const mme_dpkg_transaction* transaction) {
    for (std::size_t i = 0; i < transaction->archive_count; ++i)
        std::printf("asked %s %s %s\n", transaction->front_end, transaction->action,
                    transaction->archives[i].path);
    for (std::size_t i = 0; i < transaction->objection_count; ++i)
        std::printf("objection %s\n", transaction->objections[i].code);
    return transaction->objection_count == 0 ? MME_DPKG_OK : MME_DPKG_REFUSE;
}

}  // namespace

extern "C" {
__attribute__((visibility("default"))) extern const mme_dpkg_hooks mmeverify_dpkg_hooks;
const mme_dpkg_hooks mmeverify_dpkg_hooks = {
    MME_DPKG_HOOK_VERSION,
    sizeof(mme_dpkg_hooks),
    init,
    transaction_pre,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};
}
