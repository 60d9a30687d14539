/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Wires: a device number for each attached struct wire, whose other end is the
 * harness's.  The kernel is told of what arrives from inside clock_wait().
 */
#include "rumpuser/posix/posix.h"

#include <errno.h>

#include "harness/wire_io.h"

static struct wire *find(const struct posix *p, uint32_t dev)
{
	return dev < POSIX_WIRES ? p->now.wire[dev] : NULL;
}

int posix_wire_attach(struct posix *p, struct wire *wire)
{
	for (int dev = 0; dev < POSIX_WIRES; dev++) {
		if (p->now.wire[dev])
			continue;
		p->now.wire[dev] = wire;
		if (dev >= p->now.wires)
			p->now.wires = dev + 1;
		return dev;
	}
	return -ENOSPC;
}

int posix_wire_find(struct posix *p, const struct wire *wire)
{
	for (int dev = 0; dev < POSIX_WIRES; dev++) {
		if (p->now.wire[dev] == wire)
			return dev;
	}
	return -ENODEV;
}

void posix_wire_detach(struct posix *p, int dev)
{
	p->now.wire[dev] = NULL;
	p->now.interrupt[dev] = NULL;
	while (p->now.wires && !p->now.wire[p->now.wires - 1])
		p->now.wires--;
}

uint64_t posix_wire_due(const struct posix *p)
{
	uint64_t first = UINT64_MAX;

	for (int dev = 0; dev < p->now.wires; dev++) {
		uint64_t due = p->now.interrupt[dev] ? wire_io_due(p->now.wire[dev]) : UINT64_MAX;

		if (due < first)
			first = due;
	}
	return first;
}

void posix_wire_interrupt(struct posix *p)
{
	for (int dev = 0; dev < p->now.wires; dev++) {
		if (p->now.interrupt[dev] && wire_io_due(p->now.wire[dev]) <= p->now.clock)
			p->now.interrupt[dev](dev);
	}
}

int posix_wire_state(struct hyp *hyp, uint32_t dev, struct hyp_wire_state *state)
{
	struct wire *wire = find(posix_of(hyp), dev);

	if (!wire)
		return -ENODEV;
	wire_io_state(wire, state);
	return 0;
}

int posix_wire_set(struct hyp *hyp, uint32_t dev, const struct hyp_wire_state *state)
{
	struct wire *wire = find(posix_of(hyp), dev);

	if (!wire)
		return -ENODEV;
	if (state->mtu < HYP_WIRE_MTU_MIN || state->mtu > HYP_WIRE_MTU_MAX)
		return -EINVAL;
	wire_io_set(wire, state);
	return 0;
}

int posix_wire_listen(struct hyp *hyp, uint32_t dev, void (*interrupt)(uint32_t dev))
{
	struct posix *p = posix_of(hyp);
	struct wire *wire = find(p, dev);

	if (!wire)
		return -ENODEV;
	p->now.interrupt[dev] = interrupt;
	wire_io_listen(wire, interrupt != NULL, p->now.clock);
	return 0;
}

int posix_wire_send(struct hyp *hyp, uint32_t dev, const void *frame, uint64_t len)
{
	struct posix *p = posix_of(hyp);
	struct wire *wire = find(p, dev);

	if (!wire)
		return -ENODEV;
	if (len < HYP_WIRE_HEADER || len > WIRE_FRAME_MAX)
		return -EMSGSIZE;
	if (p->attention)
		*p->attention = 1;
	return wire_io_send(wire, p->now.clock, frame, len);
}

const void *posix_wire_receive(struct hyp *hyp, uint32_t dev, uint64_t *len)
{
	struct posix *p = posix_of(hyp);
	struct wire *wire = find(p, dev);

	return wire ? wire_io_receive(wire, p->now.clock, len) : NULL;
}
