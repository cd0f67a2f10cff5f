# SPDX-License-Identifier: LGPL-2.1-or-later
"""No script pipes into `grep -q`: with pipefail that fails at random (tests/e2e/verbs/shows.sh says why)."""
import re

from sources import everything, finish, is_script

INTO_GREP_Q = re.compile(r"(?<!\|)\|\s*(?:command\s+|\\\n\s*)?grep\s+-[A-Za-z]*q")


def places():
    for path, text in everything(is_script):
        for found in INTO_GREP_Q.finditer(text):
            yield f"{path}:{text.count(chr(10), 0, found.start()) + 1}: use `shows` in place of `grep -q`"


finish(list(places()))
