/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The kernel's end of a wire, and how a kernel gets one. */
#include <errno.h>
#include <string.h>

#include "harness/wire_internal.h"

void wire_io_state(struct wire *w, struct hyp_wire_state *state)
{
	*state = w->state;
	w->changed = false;
}

void wire_io_set(struct wire *w, const struct hyp_wire_state *state)
{
	w->state.mtu = state->mtu;
	memcpy(w->state.addr, state->addr, sizeof(state->addr));
}

/* What arrived while nobody listened is lost; what is under way arrives. */
void wire_io_listen(struct wire *w, bool on, uint64_t now)
{
	uint32_t first;

	if (on && w->listens)
		return;
	w->listens = on;
	while ((first = w->in.first) && (!on || w->in.slot[first].time <= now)) {
		wire_queue_take(&w->in);
		w->count.lost++;
	}
}

uint64_t wire_io_due(const struct wire *w)
{
	if (w->changed)
		return 0;
	return w->in.first ? w->in.slot[w->in.first].time : UINT64_MAX;
}

static void keep(struct wire *w, uint64_t now, const void *frame, uint32_t len)
{
	const struct frame f = { now, len, frame };

	if (w->peer && w->peer(w->peer_arg, w, &f))
		return;
	if (w->out.used == WIRE_FRAMES - 1) /* one may be held */
		wire_queue_take(&w->out);
	wire_queue_add(&w->out, now, frame, len);
}

int wire_io_send(struct wire *w, uint64_t now, const void *frame, uint64_t len)
{
	w->count.sent++;
	wire_pass(w, true, now, frame, len);
	if (!(w->state.flags & HYP_WIRE_LINK))
		return 0;
	if (w->hub)
		hub_forward(w->hub, w, now, frame, len);
	else
		keep(w, now, frame, len);
	return 0;
}

const void *wire_io_receive(struct wire *w, uint64_t now, uint64_t *len)
{
	uint32_t i;

	if (!w->in.first || w->in.slot[w->in.first].time > now)
		return NULL;
	i = wire_queue_take(&w->in);
	w->count.received++;
	*len = w->in.slot[i].len;
	wire_pass(w, false, now, w->in.data[i], *len);
	return w->in.data[i];
}

/* -- a kernel and its wires -- */

static int attach(struct kern *k, struct wire *w, const char **why)
{
	int slot = 0, error;

	while (slot < KERN_WIRES && k->wire[slot])
		slot++;
	if (slot == KERN_WIRES) {
		*why = text_static("%s: this kernel has %d wires; expected no more", w->name, slot);
		return -ENOSPC;
	}
	error = k->ops->wire_attach(k->impl, w, w->interface);
	if (error >= 0) {
		k->wire[slot] = w;
		w->k = k;
		return 0;
	}
	*why = error == -EPFNOSUPPORT
	           ? text_static("%s: this kernel has no network; expected one booted with \"net\" "
				 "or what is on top of it",
			 w->name)
	           : text_static("%s: the kernel does not take it (%s)", w->name,
			 strerrorname_np(-error));
	return error;
}

int kern_try_wire(struct kern *k, struct wire *w, const char **why)
{
	*why = "";
	if (!k->ops->wire_attach)
		kern_cannot(k, "wires");
	if (w->k && w->k != k) {
		*why = text_static("%s: connected twice; expected a wire of one kernel", w->name);
		return -EBUSY;
	}
	return w->k ? 0 : attach(k, w, why);
}

const char *kern_wire(struct kern *k, struct wire *w)
{
	const char *why;

	if (kern_try_wire(k, w, &why))
		harness_failf("%s", why);
	return w->interface;
}

void wire_gone(struct wire *w)
{
	w->k = NULL;
	w->listens = w->changed = false;
	w->interface[0] = '\0';
	wire_queue_clear(&w->in);
}

void kern_unwire(struct kern *k, struct wire *w)
{
	int error = w->k == k ? k->ops->wire_detach(k->impl, w) : -ENODEV;

	if (error)
		harness_failf("%s: can not be taken from the kernel (%s)", w->name,
		    strerrorname_np(-error));
	for (int i = 0; i < KERN_WIRES; i++)
		if (k->wire[i] == w)
			k->wire[i] = NULL;
	wire_gone(w);
}

bool kern_wait(struct kern *k, uint64_t ns)
{
	if (!k->ops->wait)
		kern_cannot(k, "virtual time");
	return k->ops->wait(k->impl, ns) > 0;
}

void kern_wait_all(struct kern *k, uint64_t ns)
{
	const uint64_t end = kern_now(k) + ns;
	uint64_t now = kern_now(k);

	do {
		if (k->ops->wait(k->impl, now < end ? end - now : 0) < 0)
			return;
		now = kern_now(k);
	} while (now < end);
}
