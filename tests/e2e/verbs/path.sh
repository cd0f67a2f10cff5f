# SPDX-License-Identifier: LGPL-2.1-or-later
# The distribution's own programs, whatever a person or a version manager has put first on the path.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
