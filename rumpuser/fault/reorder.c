/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The request is carried out after later ones to the same device, one unless
 * told otherwise; or, where the kernel waits before it makes as many, then.  A frame
 * waits for later ones on the same wire, the same way, but not longer than PATIENCE.
 */
#include "rumpuser/fault/effect.h"

#define PATIENCE 100000000 /* ns: half of what TCP waits before it sends again */

static void reorder(struct fault_io *io, const struct fault_what *w)
{
	fault_io_hold(io, 0, w->arg[0]);
}

static int overtaken(struct fault_frame *frame, const struct fault_what *w)
{
	fault_frame_hold(frame, PATIENCE, w->arg[0]);
	return 0;
}

FAULT_EFFECT(reorder, .calls = FAULT_DISK | FAULT_FRAME, .timing = true,
    .arg = { { .name = "by", .kind = FAULT_ARG_NUMBER, .initial = 1, .min = 1, .max = 65536 } },
    .disk = reorder, .frame = overtaken);
