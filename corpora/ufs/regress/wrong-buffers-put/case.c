/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/triage/regress.h"

REGRESS_DEFECT(wrong_buffers_put,
    "WARNING in on_each_cpu_cond_mask < invalidate_bh_lrus < blkdev_flush_mapping",
    "ufs_read_cylinder() puts sbi->s_ucg[j], the first blocks of other cylinder groups, where "
    "it refuses a group, in place of the buffers that it has read: they are put once more at "
    "unmount, and brelse() warns of a free buffer.")
