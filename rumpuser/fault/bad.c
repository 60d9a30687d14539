/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The sectors of the request go bad: reads of any of them give EIO, until it is
 * written again.  A write still hears of success.
 */
#include <errno.h>

#include "rumpuser/fault/effect.h"

static uint64_t last_sector(const struct hyp_disk_req *req)
{
	return req->sector + (req->len - 1) / HYP_SECTOR;
}

static void leave_mark(struct fault_io *io)
{
	const struct fault_mark mark = {
		.effect = io->what.effect,
		.dev = io->dev,
		.sector = io->orig->sector,
		.sector_end = last_sector(io->orig),
	};

	fault_mark_add(io->fault, &mark);
}

static void go_bad(struct fault_io *io, const struct fault_what *w)
{
	(void)w;
	if (io->orig->op == HYP_DISK_READ) {
		leave_mark(io);
		fault_io_finish(io, -EIO);
	} else {
		io->after = leave_mark;
		fault_io_submit(io);
	}
}

static int bad(struct fault *f, size_t i, const struct hyp_disk_req *req)
{
	if (req->op == HYP_DISK_READ)
		return -EIO;
	if (req->op == HYP_DISK_WRITE)
		fault_mark_cut(f, i, req->sector, last_sector(req));
	return 0;
}

FAULT_EFFECT(bad, .calls = FAULT_READ | FAULT_WRITE, .disk = go_bad, .marked = bad);
