/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* So many bytes pass in a second of virtual time; frames wait for their turn. */
#include "rumpuser/fault/effect.h"

static int limit(struct fault_frame *frame, const struct fault_what *w)
{
	fault_frame_queue(frame, w->arg[0]);
	return 0;
}

FAULT_EFFECT(rate, .calls = FAULT_FRAME, .timing = true,
    .arg = { { .name = "bytes",
	.kind = FAULT_ARG_BYTES,
	.needed = true,
	.min = 1,
	.max = INT64_MAX } },
    .frame = limit);
