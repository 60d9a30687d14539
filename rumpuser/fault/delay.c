/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The request or frame is carried out later, in virtual time. */
#include "rumpuser/fault/effect.h"

static void delay(struct fault_io *io, const struct fault_what *w)
{
	fault_io_hold(io, w->arg[0], 0);
}

static int late(struct fault_frame *frame, const struct fault_what *w)
{
	fault_frame_hold(frame, w->arg[0], 0);
	return 0;
}

FAULT_EFFECT(delay, .calls = FAULT_DISK | FAULT_FRAME, .timing = true,
    .arg = { { .name = "time", .kind = FAULT_ARG_TIME, .needed = true } }, .disk = delay,
    .frame = late);
