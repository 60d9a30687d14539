/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "harness/pktgen.h"

#include <string.h>

#include "harness/internal.h"
#include "harness/packet.h"
#include "harness/protocol.h"

#define BURST 64 /* what NAPI takes at a time */

/* A frame of which the source port is counted. */
struct source {
	uint8_t frame[WIRE_FRAME_MAX];
	size_t len, port, sum; /* offsets; port 0: nothing is counted */
	uint32_t flow;
};

static void find_port(const struct wire *w, struct source *s)
{
	struct packet p;
	const bool ports =
	    packet_read(&p, s->frame, s->len) && !p.fragment && (p.kind == UDP || p.kind == TCP);
	const size_t at = packet_has(&p, F_VLAN) ? 18 : 14;

	s->port = at + (p.six ? 40 : 20);
	s->sum = s->port + (p.kind == UDP ? 6 : 16);
	if (!ports || s->len < s->sum + 2 || get16(s->frame + s->port) != p.number[F_SPORT])
		harness_failf("%s: pktgen: flows of a frame that has no ports at their usual place",
		    wire_name(w));
}

/* The next port, of which the sum of the header tells. */
static void next_flow(struct source *s, uint32_t flows)
{
	const uint16_t old = get16(s->frame + s->port);
	const uint16_t now = s->flow + 1 < flows ? old + 1u : old - s->flow;

	s->flow = s->flow + 1 < flows ? s->flow + 1 : 0;
	packet_add_to_check(s->frame + s->sum, packet_change(old, now));
	put16(s->frame + s->port, now);
}

void pktgen_source_(struct wire *w, uint64_t frames, const struct pktgen *conf)
{
	static struct source s;
	const uint32_t burst = conf->burst ? conf->burst : BURST;

	if (burst >= WIRE_FRAMES || conf->len > sizeof(s.frame))
		harness_failf("%s: pktgen: a burst of %u frames of %zu bytes; expected up to %d of "
			      "%d",
		    wire_name(w), burst, conf->len, WIRE_FRAMES - 1, WIRE_FRAME_MAX);
	memcpy(s.frame, conf->frame, conf->len);
	s.len = conf->len;
	s.flow = 0;
	if (conf->flows > 1)
		find_port(w, &s);
	for (uint64_t i = 0; i < frames; i++) {
		if (i % burst == burst - 1 || i == frames - 1)
			wire_put(w, s.frame, s.len);
		else
			wire_put_in(w, 0, s.frame, s.len);
		if (conf->flows > 1)
			next_flow(&s, conf->flows);
		if (conf->gap && i % burst == burst - 1)
			kern_wait_all(harness_kern, conf->gap);
	}
}

static bool take(void *arg, struct wire *w, const struct frame *f)
{
	struct pktgen_sink *s = arg;

	(void)w;
	if (!s->frames++)
		s->first = f->time;
	s->last = f->time;
	s->bytes += f->len;
	return true;
}

void pktgen_sink(struct wire *w, struct pktgen_sink *s)
{
	memset(s, 0, sizeof(*s));
	wire_peer(w, take, s);
}
