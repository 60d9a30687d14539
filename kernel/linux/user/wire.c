/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Wires come and go as disks do; what arrives on them, and waiting for what leaves. */
#include <errno.h>
#include <stdio.h>

#include "kernel/linux/user/linux.h"

#define TIME_MAX (UINT64_MAX / 2) /* that a wait ends at, virtual ns */
/* No machine has a network in its first microsecond, and TCP takes that for no time. */
#define FIRST_WIRE 1000000000 /* virtual ns */

static long tell(struct kern_impl *k, int ctx, uint32_t op, int dev)
{
	return linux_work(k, ctx, &(struct rump_work){ .op = op, .arg = { dev } }, 0);
}

int linux_wire_attach(struct kern_impl *k, struct wire *wire, char name[16])
{
	int dev = k->now.end ? -ENOTRECOVERABLE : posix_wire_attach(k->posix, wire);
	int ctx = linux_idle_context(k);
	long error;

	if (dev < 0)
		return dev;
	if (linux_now(k) < FIRST_WIRE)
		linux_pass(k, FIRST_WIRE, 0);
	k->posix->attention = k->image->attention;
	error = ctx < 0 ? ctx : tell(k, ctx, RUMP_OP_WIRE_ATTACH, dev);
	if (error < 0) {
		posix_wire_detach(k->posix, dev);
		return error;
	}
	snprintf(name, 16, "eth%d", dev);
	return dev;
}

int linux_wire_detach(struct kern_impl *k, struct wire *wire)
{
	int dev = posix_wire_find(k->posix, wire), ctx = linux_idle_context(k);
	long error = 0;

	if (dev < 0)
		return dev;
	if (!k->now.end)
		error = ctx < 0 ? ctx : tell(k, ctx, RUMP_OP_WIRE_DETACH, dev);
	if (error >= 0 || k->now.end)
		posix_wire_detach(k->posix, dev);
	return error < 0 ? error : 0;
}

int linux_wire_listen(struct kern_impl *k)
{
	const int ctx = linux_idle_context(k);
	long error = 0;

	for (int dev = 0; !error && dev < k->posix->now.wires; dev++)
		if (k->posix->now.interrupt[dev])
			error = ctx < 0 ? ctx : tell(k, ctx, RUMP_OP_WIRE_LISTEN, dev);
	return error;
}

/* By a context, which is quick; where none is free, by letting no time pass. */
int linux_wire_take(struct kern_impl *k, struct wire *wire)
{
	int dev = posix_wire_find(k->posix, wire), ctx = linux_idle_context(k);

	if (k->now.end)
		return -ENOTRECOVERABLE;
	if (dev < 0)
		return dev;
	if (ctx >= 0)
		return tell(k, ctx, RUMP_OP_WIRE_INTERRUPT, dev);
	linux_pass(k, linux_now(k), 0);
	return k->now.end ? -ENOTRECOVERABLE : 0;
}

int linux_wait(struct kern_impl *k, uint64_t ns)
{
	const uint64_t deadline = linux_deadline(k, ns);
	uint32_t status;

	if (k->now.end)
		return -ENOTRECOVERABLE;
	*k->image->attention = 0;
	status = linux_pass(k, deadline < TIME_MAX ? deadline : TIME_MAX, RUMP_ATTEND);
	return k->now.end ? -ENOTRECOVERABLE : status == RUMP_BLOCKED;
}

void linux_attend(struct kern_impl *k)
{
	*k->image->attention = 1;
}
