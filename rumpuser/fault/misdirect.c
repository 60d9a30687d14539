/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The transfer is for other sectors than the kernel meant; it hears of success. */
#include "rumpuser/fault/effect.h"

#define FARTHEST (1ll << 40)

static void misdirect(struct fault_io *io, const struct fault_what *w)
{
	io->req.sector += w->arg[0];
	fault_io_submit(io);
}

FAULT_EFFECT(misdirect, .calls = FAULT_READ | FAULT_WRITE,
    .arg = { { .name = "sectors",
	.kind = FAULT_ARG_SIGNED,
	.needed = true,
	.min = -FARTHEST,
	.max = FARTHEST } },
    .disk = misdirect);
