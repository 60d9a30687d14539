/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The frame loses its end. */
#include "rumpuser/fault/effect.h"

static int truncate(struct fault_frame *frame, const struct fault_what *w)
{
	if (frame->len > w->arg[0])
		frame->len = w->arg[0];
	return fault_frame_pass(frame);
}

FAULT_EFFECT(truncate, .calls = FAULT_FRAME,
    .arg = { { .name = "bytes", .kind = FAULT_ARG_BYTES, .needed = true } }, .frame = truncate);
