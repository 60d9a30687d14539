/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Frames under way on a wire. */
#include <string.h>
#include <sys/mman.h>

#include "harness/wire_internal.h"

void *wire_memory(size_t len)
{
	void *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (at == MAP_FAILED)
		harness_failf("wire: out of memory");
	return at;
}

void wire_queue_init(struct wire_queue *q)
{
	q->data = wire_memory((WIRE_FRAMES + 1) * sizeof(*q->data));
	q->held = 0;
	wire_queue_clear(q);
}

/* Slots in use are few, so they are given out lowest first: the same pages again. */
void wire_queue_clear(struct wire_queue *q)
{
	q->first = q->last = q->used = q->held = 0;
	q->free = 1;
	for (uint32_t i = 1; i <= WIRE_FRAMES; i++)
		q->slot[i].next = i < WIRE_FRAMES ? i + 1 : 0;
}

/* The slot behind which one of that time belongs; 0: it is the first. */
static uint32_t place(const struct wire_queue *q, uint64_t time)
{
	uint32_t before = 0;

	if (q->last && q->slot[q->last].time <= time)
		return q->last;
	for (uint32_t i = q->first; i && q->slot[i].time <= time; i = q->slot[i].next)
		before = i;
	return before;
}

bool wire_queue_add(struct wire_queue *q, uint64_t time, const void *frame, uint32_t len)
{
	const uint32_t i = q->free, before = place(q, time);
	struct wire_slot *slot = &q->slot[i];

	if (!i)
		return false;
	q->free = slot->next;
	slot->time = time;
	slot->len = len;
	slot->next = before ? q->slot[before].next : q->first;
	if (before)
		q->slot[before].next = i;
	else
		q->first = i;
	if (!slot->next)
		q->last = i;
	q->used++;
	memcpy(q->data[i], frame, len);
	return true;
}

uint32_t wire_queue_take(struct wire_queue *q)
{
	const uint32_t i = q->first;

	if (q->held) {
		q->slot[q->held].next = q->free;
		q->free = q->held;
	}
	q->held = i;
	if (!i)
		return 0;
	q->first = q->slot[i].next;
	if (!q->first)
		q->last = 0;
	q->used--;
	return i;
}

void wire_queue_copy(struct wire_queue *to, const struct wire_queue *from)
{
	if (!to->used && !from->used)
		return;
	wire_queue_clear(to);
	for (uint32_t i = from->first; i; i = from->slot[i].next)
		wire_queue_add(to, from->slot[i].time, from->data[i], from->slot[i].len);
}
