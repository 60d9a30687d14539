/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A short transfer: the first bytes go through, then the request ends with EIO.
 * At least one sector is missing.
 */
#include <errno.h>

#include "rumpuser/fault/effect.h"

static void end_early(struct fault_io *io)
{
	if (!io->req.error)
		io->req.error = -EIO;
}

static void transfer(struct fault_io *io, const struct fault_what *w)
{
	uint64_t len = w->arg[0], most = io->orig->len - HYP_SECTOR;

	if (len > most)
		len = most;
	if (!len) {
		fault_io_finish(io, -EIO);
		return;
	}
	io->after = end_early;
	if (fault_io_slice(io, 0, len))
		fault_io_submit(io);
}

FAULT_EFFECT(short, .calls = FAULT_READ | FAULT_WRITE,
    .arg = { { .name = "bytes", .kind = FAULT_ARG_BYTES, .needed = true, .unit = HYP_SECTOR } },
    .disk = transfer);
