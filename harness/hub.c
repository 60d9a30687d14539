/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <string.h>
#include <sys/mman.h>

#include "harness/wire_internal.h"

#define STATIONS 256 /* that a switch remembers */

struct hub {
	bool learns;
	uint64_t latency;
	int ports;
	struct wire *port[HUB_PORTS];
	struct station {
		uint8_t addr[6];
		int port;
	} station[STATIONS];
	int stations;
};

static struct hub *make(uint64_t latency, bool learns)
{
	struct hub *h = wire_memory(sizeof(*h));

	h->learns = learns;
	h->latency = latency ? latency : HUB_LATENCY;
	return h;
}

struct hub *hub_new(uint64_t latency)
{
	return make(latency, false);
}

struct hub *switch_new(uint64_t latency)
{
	return make(latency, true);
}

void hub_close(struct hub *h)
{
	munmap(h, sizeof(*h));
}

void hub_join(struct hub *h, struct wire *w)
{
	if (w->hub)
		harness_failf("%s: connected twice; expected a wire with a free end", w->name);
	if (h->ports == HUB_PORTS)
		harness_failf("%s: the hub has %d ports; expected one that is free", w->name,
		    HUB_PORTS);
	w->hub = h;
	w->port = h->ports;
	h->port[h->ports++] = w;
}

static struct station *find(struct hub *h, const uint8_t *addr)
{
	for (int i = 0; i < h->stations; i++)
		if (!memcmp(h->station[i].addr, addr, sizeof(h->station[i].addr)))
			return &h->station[i];
	return NULL;
}

/* Of more stations than there is room for, the later ones are never known. */
static void learn(struct hub *h, const uint8_t *addr, int port)
{
	struct station *s = find(h, addr);

	if (addr[0] & 1)
		return;
	if (!s && h->stations < STATIONS) {
		s = &h->station[h->stations++];
		memcpy(s->addr, addr, sizeof(s->addr));
	}
	if (s)
		s->port = port;
}

void hub_forward(struct hub *h, struct wire *from, uint64_t now, const uint8_t *frame, uint32_t len)
{
	const struct station *to = NULL;

	if (h->learns) {
		learn(h, frame + 6, from->port);
		to = find(h, frame);
	}
	for (int i = 0; i < h->ports; i++)
		if (i != from->port && (!to || to->port == i))
			wire_arrive(h->port[i], now + h->latency, frame, len);
}
