/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(buffer_heads_lost_in_extension, "leak of buffer_head",
    "On a file that is extended first, a write at 16 GiB by a descriptor with O_DIRECT fails "
    "with EINVAL and loses the 8 buffer heads of a page: they are not freed at unmount.")
