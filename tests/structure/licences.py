# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each source and script states its licence in its first lines."""
from sources import everything, finish, is_source

LINE = "SPDX-License-Identifier: LGPL-2.1-or-later"

finish([f"{path} lacks '{LINE}'" for path, text in everything(is_source) if LINE not in "".join(text.split("\n")[:3])])
