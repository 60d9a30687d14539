/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Nothing is done, and the kernel hears of success: a lost write, a flush that
 * flushes nothing.  A frame is lost. */
#include "rumpuser/fault/effect.h"

static void drop(struct fault_io *io, const struct fault_what *w)
{
	(void)w;
	fault_io_finish(io, 0);
}

static int lose(struct fault_frame *frame, const struct fault_what *w)
{
	(void)frame;
	(void)w;
	return 0;
}

FAULT_EFFECT(drop, .calls = FAULT_WRITE | FAULT_FLUSH | FAULT_DISCARD | FAULT_FRAME, .disk = drop,
    .frame = lose);
