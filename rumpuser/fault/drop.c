/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Nothing is done, and the kernel hears of success: a lost write, a flush that
 * flushes nothing. */
#include "rumpuser/fault/effect.h"

static void drop(struct fault_io *io, const struct fault_what *w)
{
	(void)w;
	fault_io_finish(io, 0);
}

FAULT_EFFECT(drop, .calls = FAULT_WRITE | FAULT_FLUSH | FAULT_DISCARD, .disk = drop);
