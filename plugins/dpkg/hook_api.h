/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The interface between a dpkg hook host and its plugins, modelled on rpm's plugin hooks.
 *
 * A plugin is a shared object that exports one symbol, `mmeverify_dpkg_hooks`. All text is a
 * NUL-terminated byte string in the file system's encoding, owned by the host and valid during the call
 * only. A hook that is NULL is not wanted. A hook prints its own reason on standard error. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MME_DPKG_HOOK_VERSION 1u

/* Zero refuses, so that memory nobody filled never says yes. Any value but MME_DPKG_OK refuses. */
enum { MME_DPKG_REFUSE = 0, MME_DPKG_OK = 1 };

/* Where the plugin finds its files; NULL means the built-in place. */
struct mme_dpkg_options {
    const char* sysroot;
    const char* policy;
    const char* state;
    const char* log;
};

/* One archive that dpkg will unpack. */
struct mme_dpkg_archive {
    const char* path;              /* absolute */
    int descriptor;                /* open for reading, owned by the host; -1 if it could not be opened */
    const char* installed_version; /* NULL if the front end did not say */
};

/* A fact about the whole run that speaks against it: a reason code of SPEC.md and a sentence. */
struct mme_dpkg_objection {
    const char* code;
    const char* text;
};

struct mme_dpkg_transaction {
    const char* action;    /* "install", "unpack", "configure", "triggers-only" */
    const char* front_end; /* "apt" or "dpkg" */
    const struct mme_dpkg_archive* archives;
    size_t archive_count;
    const struct mme_dpkg_objection* objections;
    size_t objection_count;
    const char* root; /* the directory that is installed into (dpkg --root, --instdir); "" for "/" */
};

struct mme_dpkg_hooks {
    uint32_t version; /* MME_DPKG_HOOK_VERSION; another one is not loaded */
    uint32_t size;    /* sizeof(struct mme_dpkg_hooks) as the plugin saw it */
    /* Before any other; `*session` is handed to the others. */
    int (*init)(const struct mme_dpkg_options* options, void** session);
    /* Once, before anything has changed, with every archive of the run. No archive but an objection: a call
     * that the host did not understand and refuses; the plugin may record it. */
    int (*transaction_pre)(void* session, const struct mme_dpkg_transaction* transaction);
    /* For each archive, after transaction_pre said OK and before dpkg is let go on. */
    int (*archive_pre)(void* session, const struct mme_dpkg_archive* archive);
    /* Before `dpkg --configure`; there are no archives. */
    int (*configure_pre)(void* session, const struct mme_dpkg_transaction* transaction);
    /* Before `dpkg --triggers-only`. */
    int (*trigger)(void* session, const struct mme_dpkg_transaction* transaction);
    /* After a run of `front_end` ("apt" or "dpkg"), whatever came of it. Cannot refuse. */
    void (*transaction_post)(void* session, const char* front_end);
    void (*cleanup)(void* session);
};

#ifdef __cplusplus
}
#endif
