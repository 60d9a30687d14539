/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(buffers_kept_after_failed_write, "leak of buffer_head",
    "ocfs2_shutdown_local_alloc() lets go of local_alloc_bh behind the transaction that "
    "clears it: where there can be none, as a failed write has aborted the journal, the "
    "buffer stays, and with it its page and the 4 buffers that are on it.")
