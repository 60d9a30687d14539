/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A torn write: the first bytes, or with "tail" the last ones, reach the disk
 * and the rest keeps what it held; the kernel hears of success.  At least one
 * sector is missing.
 */
#include "rumpuser/fault/effect.h"

enum { BYTES, TAIL };

static void tear(struct fault_io *io, const struct fault_what *w)
{
	uint64_t all = io->orig->len, len = w->arg[BYTES];

	if (len > all - HYP_SECTOR)
		len = all - HYP_SECTOR;
	if (!len)
		fault_io_finish(io, 0);
	else if (fault_io_slice(io, w->arg[TAIL] ? all - len : 0, len))
		fault_io_submit(io);
}

FAULT_EFFECT(torn, .calls = FAULT_WRITE,
    .arg = { { .name = "bytes", .kind = FAULT_ARG_BYTES, .needed = true, .unit = HYP_SECTOR },
	{ .name = "tail", .kind = FAULT_ARG_FLAG } },
    .disk = tear);
