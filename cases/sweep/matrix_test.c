/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Every function of the file-system matrix, swept: mk/sweep.mk links the cases of
 * cases/fs into this program, and each FS_CASE is run with these faults.
 */
#include "atf/case.h"

SWEEP_MATRIX(.fault = { "read:%=EIO", "write:%=EIO", "flush:%=EIO", "alloc:%+300=ENOMEM" },
    .pairs = 24);
