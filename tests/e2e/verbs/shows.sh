# SPDX-License-Identifier: LGPL-2.1-or-later
# shows GREP-ARGUMENT...: whether standard input, read to its end, holds it. `grep -q` in a pipeline leaves at the
# first match; a producer that is still writing then dies of SIGPIPE, and pipefail makes that a failure, at random.

shows() {
    local found
    found=$(grep "$@")
}
