/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Virtual time.  It moves by POSIX_CLOCK_STEP whenever the kernel looks at it,
 * and jumps when the kernel has nothing to do; the host's clock is never read.
 */
#include "rumpuser/posix/posix.h"

uint64_t posix_clock_now(struct hyp *hyp)
{
	struct posix *p = posix_of(hyp);

	p->now.clock += POSIX_CLOCK_STEP;
	return p->now.clock;
}

/* Disk requests are done inside disk_submit(), so that what arrives by wire is the
 * only host event that could come before `until`. */
void posix_clock_wait(struct hyp *hyp, uint64_t until)
{
	struct posix *p = posix_of(hyp);

	if (p->now.wires && posix_wire_due(p) < until)
		until = posix_wire_due(p);
	if (until != UINT64_MAX && until > p->now.clock)
		p->now.clock = until;
	if (p->now.wires)
		posix_wire_interrupt(p);
}

uint64_t posix_clock_wall(struct hyp *hyp)
{
	struct posix *p = posix_of(hyp);

	return p->conf.wall ? p->conf.wall : POSIX_WALL;
}

uint64_t posix_clock_peek(const struct posix *p)
{
	return p->now.clock;
}
