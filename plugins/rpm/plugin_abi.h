// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

// The plugin interface of librpm. rpm published it as <rpm/rpmplugin.h> only with 4.20; the layout below
// is the same from 4.14 to 6.1, in the order of the fields of struct rpmPluginHooks_s.

#include <rpm/rpmte.h>
#include <rpm/rpmts.h>
#include <rpm/rpmtypes.h>
#include <sys/stat.h>

extern "C" {

using rpmPlugin = struct rpmPlugin_s*;

struct rpmPluginHooks_s {
    rpmRC (*init)(rpmPlugin plugin, rpmts ts);
    void (*cleanup)(rpmPlugin plugin);
    rpmRC (*tsm_pre)(rpmPlugin plugin, rpmts ts);
    rpmRC (*tsm_post)(rpmPlugin plugin, rpmts ts, int result);
    rpmRC (*psm_pre)(rpmPlugin plugin, rpmte te);
    rpmRC (*psm_post)(rpmPlugin plugin, rpmte te, int result);
    rpmRC (*scriptlet_pre)(rpmPlugin plugin, const char* name, int type);
    rpmRC (*scriptlet_fork_post)(rpmPlugin plugin, const char* path, int type);
    rpmRC (*scriptlet_post)(rpmPlugin plugin, const char* name, int type, int result);
    // The file hooks changed their arguments between versions; mmeverify leaves them null.
    void (*fsm_file_pre)();
    void (*fsm_file_post)();
    void (*fsm_file_prepare)();
};

/// The text after the plugin's path in %__transaction_mmeverify; may be null. Owned by rpm.
const char* rpmPluginOpts(rpmPlugin plugin);
void* rpmPluginGetData(rpmPlugin plugin);
void rpmPluginSetData(rpmPlugin plugin, void* data);

}  // extern "C"
