/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(leak_of_pages,
    "leak of pages",
    "gfs2_find_jhead() reads ahead of the log header that it looks for; when it finds the "
    "head it never puts the page of the block under way: a mount loses two pages")
