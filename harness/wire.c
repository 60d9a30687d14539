/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Wires as cases see them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "harness/wire_internal.h"

static unsigned int made; /* wires of this process: their names and addresses count */

static void check(const struct wire_conf *conf)
{
	if (conf->mtu && (conf->mtu < HYP_WIRE_MTU_MIN || conf->mtu > HYP_WIRE_MTU_MAX))
		harness_failf("wire: MTU %u; expected %d to %d", conf->mtu, HYP_WIRE_MTU_MIN,
		    HYP_WIRE_MTU_MAX);
	if (conf->addr[0] & 1)
		harness_failf("wire: the address %02x:%02x:%02x:%02x:%02x:%02x is a group's; "
			      "expected a station's",
		    conf->addr[0], conf->addr[1], conf->addr[2], conf->addr[3], conf->addr[4],
		    conf->addr[5]);
}

struct wire *wire_new_(const struct wire_conf *conf)
{
	static const uint8_t none[6];
	struct wire *w;

	check(conf);
	w = wire_memory(sizeof(*w));
	wire_queue_init(&w->in);
	wire_queue_init(&w->out);
	if (conf->name)
		snprintf(w->name, sizeof(w->name), "%s", conf->name);
	else
		snprintf(w->name, sizeof(w->name), "wire%u", made);
	made++;
	w->state.mtu = conf->mtu ? conf->mtu : WIRE_MTU;
	w->state.flags = conf->down ? 0 : HYP_WIRE_LINK;
	memcpy(w->state.addr, conf->addr, sizeof(conf->addr));
	if (!memcmp(conf->addr, none, sizeof(none))) {
		w->state.addr[0] = 2; /* administered locally */
		w->state.addr[4] = made >> 8;
		w->state.addr[5] = made;
	}
	return w;
}

static void free_queue(struct wire_queue *q)
{
	munmap(q->data, (WIRE_FRAMES + 1) * sizeof(*q->data));
}

void wire_close(struct wire *w)
{
	if (w->k)
		harness_failf("%s: closed while a kernel has it", w->name);
	if (w->mark) {
		free_queue(&w->mark->in);
		free_queue(&w->mark->out);
		free(w->mark);
	}
	free_queue(&w->in);
	free_queue(&w->out);
	munmap(w, sizeof(*w));
}

const char *wire_name(const struct wire *w)
{
	return w->interface;
}

const uint8_t *wire_addr(const struct wire *w)
{
	return w->state.addr;
}

uint32_t wire_mtu(const struct wire *w)
{
	return w->state.mtu;
}

struct wire_count wire_count(const struct wire *w)
{
	return w->count;
}

/* -- frames to the kernel -- */

void wire_arrive(struct wire *w, uint64_t time, const void *frame, uint32_t len)
{
	if (!w->listens || !(w->state.flags & HYP_WIRE_LINK) ||
	    !wire_queue_add(&w->in, time, frame, len))
		w->count.lost++;
}

static void check_len(const struct wire *w, size_t len)
{
	if (len > WIRE_FRAME_MAX)
		harness_failf("%s: a frame of %zu bytes; expected %d at most", w->name, len,
		    WIRE_FRAME_MAX);
	if (w->hub)
		harness_failf("%s: a hub is at its other end; expected a wire of the case",
		    w->name);
}

void wire_put_in(struct wire *w, uint64_t ns, const void *frame, size_t len)
{
	const uint64_t now = w->k ? w->k->ops->now(w->k->impl) : 0;

	check_len(w, len);
	wire_arrive(w, ns < UINT64_MAX - now ? now + ns : UINT64_MAX - 1, frame, len);
}

/* What a kernel that is dead makes of it is for kern_end() to say. */
static void take(struct wire *w)
{
	if (w->k)
		w->k->ops->wire_take(w->k->impl, w);
}

void wire_put(struct wire *w, const void *frame, size_t len)
{
	wire_put_in(w, 0, frame, len);
	take(w);
}

void wire_link(struct wire *w, bool up)
{
	w->state.flags = up ? HYP_WIRE_LINK : 0;
	w->changed = true;
	if (!up)
		wire_queue_clear(&w->in);
	take(w);
}

/* -- frames from the kernel -- */

const struct frame *wire_get(struct wire *w)
{
	const uint32_t i = wire_queue_take(&w->out);

	if (!i)
		return NULL;
	w->got = (struct frame){ w->out.slot[i].time, w->out.slot[i].len, w->out.data[i] };
	return &w->got;
}

const struct frame *wire_wait(struct wire *w, uint64_t ns)
{
	const uint64_t end = w->k ? kern_now(w->k) + ns : 0;

	while (w->k && !w->out.used && kern_now(w->k) < end) {
		if (!kern_wait(w->k, end - kern_now(w->k)))
			break;
	}
	return wire_get(w);
}

void wire_forget(struct wire *w)
{
	wire_queue_clear(&w->out);
}

void wire_peer(struct wire *w, bool (*f)(void *arg, struct wire *, const struct frame *), void *arg)
{
	w->peer = f;
	w->peer_arg = arg;
}

void wire_capture(struct wire *w, struct capture *c)
{
	w->capture = c;
	if (c)
		w->capture_id = capture_interface(c, w->name);
}

/* -- snapshots -- */

void wire_snapshot(struct wire *w)
{
	struct wire_mark *m = w->mark;

	if (!m) {
		m = w->mark = calloc(1, sizeof(*m));
		if (!m)
			harness_failf("%s: snapshot: out of memory", w->name);
		wire_queue_init(&m->in);
		wire_queue_init(&m->out);
	}
	m->state = w->state;
	m->listens = w->listens;
	m->changed = w->changed;
	m->count = w->count;
	wire_queue_copy(&m->in, &w->in);
	wire_queue_copy(&m->out, &w->out);
}

void wire_restore(struct wire *w)
{
	const struct wire_mark *m = w->mark;

	w->state = m->state;
	w->listens = m->listens;
	w->changed = m->changed;
	w->count = m->count;
	wire_queue_copy(&w->in, &m->in);
	wire_queue_copy(&w->out, &m->out);
}
