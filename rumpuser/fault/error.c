/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The call fails and does nothing: "EIO", or in full "error(EIO)". */
#include "rumpuser/fault/effect.h"

static void fail_request(struct fault_io *io, const struct fault_what *w)
{
	fault_io_finish(io, -w->arg[0]);
}

static int fail_call(const struct fault_what *w)
{
	return -w->arg[0];
}

static int fail_frame(struct fault_frame *frame, const struct fault_what *w)
{
	(void)frame;
	return -w->arg[0];
}

FAULT_EFFECT(error,
    .calls = FAULT_DISK | FAULT_GEOMETRY | FAULT_ARENA | FAULT_ALIAS | FAULT_UNALIAS | FAULT_ALLOC |
             FAULT_TX,
    .arg = { { .name = "errno", .kind = FAULT_ARG_ERRNO, .needed = true } }, .disk = fail_request,
    .call = fail_call, .frame = fail_frame);
