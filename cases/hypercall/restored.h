/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * All memory of the kernel that is alive, compared with what it was at a snapshot.
 *
 * The rule everything rests on: the snapshot is not asked.  The arena, the data of the
 * image and, with KASAN, the shadow of both are copied and compared in whole, so that no
 * error in what the snapshot believes to have been written can be missed.
 */
#ifndef CASES_HYPERCALL_RESTORED_H
#define CASES_HYPERCALL_RESTORED_H

#include "harness/harness.h"

/* Copies all memory; right after kern_snapshot(), in place of an earlier copy. */
void restored_remember(void);
/* Fails with the address of the first byte that is not as it was; right after
 * kern_restore(), before anything is asked of the kernel. */
void restored_require(void);
/* What was remembered of an arena page. */
const void *restored_page(const void *page);

#endif
