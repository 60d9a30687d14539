/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The frame comes more than once. */
#include "rumpuser/fault/effect.h"

static int dup(struct fault_frame *frame, const struct fault_what *w)
{
	int error = fault_frame_pass(frame);

	for (int64_t i = 1; i < w->arg[0]; i++)
		fault_frame_pass(frame);
	return error;
}

FAULT_EFFECT(dup, .calls = FAULT_FRAME,
    .arg = { { .name = "times", .kind = FAULT_ARG_NUMBER, .initial = 2, .min = 2, .max = 64 } },
    .frame = dup);
