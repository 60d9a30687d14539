/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Captures of others: frames of a file, to be looked at or put on a wire.
 *
 *	struct pcap *p = pcap_open("dump.pcap");
 *	pcap_play(p, k, w);
 *
 * Formats: pcap (draft-ietf-opsawg-pcap, both byte orders, micro- and nanoseconds) and
 * pcapng (draft-ietf-opsawg-pcapng); of Ethernet alone.  Of a frame that was cut when it
 * was captured there is what the file has.
 */
#ifndef RUMPUS_PCAP_H
#define RUMPUS_PCAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kern;
struct pcap;
struct wire;

struct pcap_frame {
	uint64_t time; /* ns since the first frame of the file */
	uint32_t len;  /* bytes */
	const uint8_t *data;
};

/* Reads all of a file.  Ends the case where that can not be. */
struct pcap *pcap_open(const char *path);
/* The same, but returns 0 or a negative errno and *why in one line: -EBADMSG (none of
 * these formats, or truncated), -EPROTONOSUPPORT (another link type), -EMSGSIZE (a frame
 * longer than WIRE_FRAME_MAX), or why it can not be read. */
int pcap_try_open(struct pcap **, const char *path, const char **why);
/* The same for the content of a file; a copy is made.  `name` is for messages. */
int pcap_try_bytes(struct pcap **, const char *name, const void *bytes, size_t len,
    const char **why);
/* Whether a content begins as one of these formats does. */
bool pcap_is(const void *bytes, size_t len);
void pcap_close(struct pcap *);
/* How many frames there are, and one of them; valid until pcap_close(). */
size_t pcap_frames(const struct pcap *);
const struct pcap_frame *pcap_frame(const struct pcap *, size_t);
/* Has them all arrive at a kernel's wire, with as much virtual time between them as there
 * was. */
void pcap_play(const struct pcap *, struct kern *, struct wire *);

#endif
