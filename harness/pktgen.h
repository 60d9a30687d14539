/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A packet generator: a source and a sink at the other end of a wire.  Part of
 * harness/net.h.
 *
 *	struct pktgen_sink sink;
 *
 *	pktgen_sink(out, &sink);
 *	pktgen_source(in, 1000000, .frame = frame, .len = len, .flows = 16);
 *	REQUIRE_EQ(1000000, sink.frames);
 *
 * Frames of the source come in bursts, as those of a device that holds interrupts back:
 * the kernel takes a burst by one interrupt, before the next one comes.
 */
#ifndef RUMPUS_PKTGEN_H
#define RUMPUS_PKTGEN_H

#include <stddef.h>
#include <stdint.h>

struct wire;

struct pktgen {
	const void *frame; /* the one that is sent again and again */
	size_t len;        /* bytes */
	uint32_t burst;    /* frames of one interrupt, 1..255; default 64 */
	uint64_t gap;      /* virtual ns that pass behind each burst; default none */
	/* So many flows, one after the other: the source port of UDP or TCP, over IPv4
	 * without options or IPv6 without headers between, counts up from that of the frame
	 * on.  Their checksums are made to fit.  Default 1: the frame stays as it is. */
	uint32_t flows;
};

/* Sends so many frames to the kernel, which has taken them when this returns.  Ends the case
 * where the frame has no ports to count, or `burst` is out of range. */
#define pktgen_source(w, frames, ...) pktgen_source_((w), (frames), &(struct pktgen){ __VA_ARGS__ })
void pktgen_source_(struct wire *, uint64_t frames, const struct pktgen *);

/* What a sink has taken. */
struct pktgen_sink {
	uint64_t frames, bytes;
	uint64_t first, last; /* virtual ns at which the first and the last one came */
};

/* Counts from now on what the kernel sends, and keeps nothing of it; takes the place of a
 * peer.  The sink belongs to the caller. */
void pktgen_sink(struct wire *, struct pktgen_sink *);

#endif
