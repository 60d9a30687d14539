/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The link goes down, for a time: this frame and those that follow are lost. */
#include "rumpuser/fault/effect.h"

static int down(struct fault_frame *frame, const struct fault_what *w)
{
	fault_wire_down(frame, w->arg[0]);
	return 0;
}

FAULT_EFFECT(down, .calls = FAULT_FRAME,
    .arg = { { .name = "time", .kind = FAULT_ARG_TIME, .needed = true } }, .frame = down);
