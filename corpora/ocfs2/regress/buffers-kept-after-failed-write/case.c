/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(buffers_kept_after_failed_write, "leak of buffer_head",
    "A write that fails while a file is truncated leaves references to 4 buffers, and "
    "the page they are on, that no unmount gives back.")
