/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Captures as seeds. */
#include <errno.h>
#include <string.h>

#include "fuzz/engine/load.h"
#include "fuzz/target.h"
#include "harness/pcap.h"

enum { ARRIVES, PASS }; /* kinds of records, see fuzz_target.adopt */

#define MS 1000000 /* ns */

/* The time before a frame, where it is a ms or more. */
static void add_time(struct records *r, uint64_t ns)
{
	const uint64_t ms = ns / MS;

	if (ms && r->n < RECORDS)
		r->of[r->n++] = (struct record){ PASS, ms < 65535 ? ms : 65535, NULL };
}

/* `room` is memory for the bytes of all frames. */
static void add_frame(struct records *r, const struct pcap_frame *f, uint8_t **room, uint8_t *end)
{
	if (r->n == RECORDS || f->len > (size_t)(end - *room))
		return;
	memcpy(*room, f->data, f->len);
	fuzz_target.adopt(*room, f->len, *room + INPUT_MAX == end);
	r->of[r->n++] = (struct record){ ARRIVES, f->len, *room };
	*room += f->len;
}

ssize_t load_capture(const char *content, size_t size, uint8_t bytes[INPUT_MAX], const char **why)
{
	static uint8_t frames[INPUT_MAX];
	struct records r = { 0 };
	uint8_t *room = frames;
	uint64_t before = 0;
	struct pcap *p;

	if (pcap_try_bytes(&p, "capture", content, size, why))
		return -EINVAL;
	for (size_t i = 0; i < pcap_frames(p); i++) {
		const struct pcap_frame *f = pcap_frame(p, i);

		add_time(&r, f->time > before ? f->time - before : 0);
		before = f->time;
		add_frame(&r, f, &room, frames + sizeof(frames));
	}
	pcap_close(p);
	return records_encode(&r, bytes, INPUT_MAX);
}
