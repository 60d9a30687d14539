/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(remount_changes_content,
    "remount changes content",
    "a file is made longer and synced, then written within its size: the write is gone "
    "after an unmount, as if the part that is valid had not grown")
