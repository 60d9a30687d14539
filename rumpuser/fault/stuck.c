/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The request is never done.  What becomes of it is the kernel's affair. */
#include "rumpuser/fault/effect.h"

static void stuck(struct fault_io *io, const struct fault_what *w)
{
	(void)w;
	fault_io_forget(io);
}

FAULT_EFFECT(stuck, .calls = FAULT_DISK, .endless = true, .disk = stuck);
