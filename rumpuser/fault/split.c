/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The frame comes as two: its first bytes, then the rest, which has no header. */
#include <string.h>

#include "rumpuser/fault/effect.h"

static int split(struct fault_frame *frame, const struct fault_what *w)
{
	const uint32_t len = frame->len, first = w->arg[0] < len ? w->arg[0] : len;
	int error;

	frame->len = first;
	error = fault_frame_pass(frame);
	if (first == len)
		return error;
	frame->len = len - first;
	memmove(frame->data, frame->data + first, frame->len);
	fault_frame_pass(frame);
	return error;
}

FAULT_EFFECT(split, .calls = FAULT_FRAME,
    .arg = { { .name = "bytes", .kind = FAULT_ARG_BYTES, .needed = true } }, .frame = split);
