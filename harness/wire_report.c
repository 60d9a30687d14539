/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What passes on wires: captured, and the last of it kept for a report. */
#include <stdio.h>
#include <string.h>

#include "harness/packet.h"
#include "harness/wire_internal.h"

void wire_pass(struct wire *w, bool out, uint64_t time, const void *frame, uint32_t len)
{
	struct wire_last *l = &w->last[w->seen++ % WIRE_LAST];

	l->time = time;
	l->len = len;
	l->out = out;
	memcpy(l->bytes, frame, len < sizeof(l->bytes) ? len : sizeof(l->bytes));
	if (w->capture)
		capture_frame(w->capture, w->capture_id, out ? CAPTURE_OUT : CAPTURE_IN, time,
		    frame, len);
}

/* A frame of which only the beginning is there has no sums that could be right. */
static void print_frame(const struct wire *w, const struct wire_last *l)
{
	static uint8_t whole[WIRE_FRAME_MAX];
	struct packet p;
	char text[512];

	memcpy(whole, l->bytes, sizeof(l->bytes));
	memset(whole + sizeof(l->bytes), 0, sizeof(whole) - sizeof(l->bytes));
	packet_read(&p, whole, l->len);
	if (l->len > sizeof(l->bytes))
		p.csum_wrong = false;
	packet_text(&p, text, sizeof(text));
	fprintf(stderr, "%llu.%09llu %s %s %u bytes: %s\n",
	    (unsigned long long)(l->time / 1000000000), (unsigned long long)(l->time % 1000000000),
	    w->name, l->out ? "out" : "in", l->len, text);
}

void wires_print(void)
{
	for (int i = 0; harness_kern && i < KERN_WIRES; i++) {
		const struct wire *w = harness_kern->wire[i];
		uint32_t n;

		if (!w || !w->seen)
			continue;
		fprintf(stderr, "-- frames of %s --\n", w->name);
		for (n = w->seen > WIRE_LAST ? w->seen - WIRE_LAST : 0; n < w->seen; n++)
			print_frame(w, &w->last[n % WIRE_LAST]);
	}
}
