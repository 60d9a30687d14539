/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The request is carried out after later ones to the same device, one unless
 * told otherwise; or, where the kernel waits before it makes as many, then.
 */
#include "rumpuser/fault/effect.h"

static void reorder(struct fault_io *io, const struct fault_what *w)
{
	fault_io_hold(io, 0, w->arg[0]);
}

FAULT_EFFECT(reorder, .calls = FAULT_DISK, .timing = true,
    .arg = { { .name = "by", .kind = FAULT_ARG_NUMBER, .initial = 1, .min = 1, .max = 65536 } },
    .disk = reorder);
