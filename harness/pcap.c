/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "harness/pcap.h"

#include <byteswap.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/internal.h"
#include "harness/wire.h"

#define MICRO 0xa1b2c3d4u
#define NANO 0xa1b23c4du
#define HEADER 24 /* bytes of a pcap file's */
#define RECORD 16 /* of a frame's in it */

#define SECTION 0x0a0d0d0au /* types of blocks of pcapng */
#define INTERFACE 1u
#define SIMPLE 3u
#define ENHANCED 6u
#define ORDER 0x1a2b3c4du
#define OPTION_TSRESOL 9
#define INTERFACES 64

#define ETHERNET_LINK 1

struct pcap {
	uint8_t *bytes;
	size_t len, at; /* how far it has been read */
	bool swapped;   /* it has the other byte order */
	struct pcap_frame *frame;
	size_t frames, room;
	uint64_t first;                /* ns, of the first frame */
	uint64_t per_unit[INTERFACES]; /* ns of a unit of time, of interfaces of pcapng */
	int interfaces;
	const char *path;
	const char *why;
};

static uint32_t u32(const struct pcap *p, size_t at)
{
	uint32_t v;

	memcpy(&v, p->bytes + at, sizeof(v));
	return p->swapped ? bswap_32(v) : v;
}

static uint16_t u16(const struct pcap *p, size_t at)
{
	uint16_t v;

	memcpy(&v, p->bytes + at, sizeof(v));
	return p->swapped ? bswap_16(v) : v;
}

static int truncated(struct pcap *p)
{
	p->why = text_static("%s: ends at byte %zu within frame %zu; expected all of it", p->path,
	    p->len, p->frames + 1);
	return -EBADMSG;
}

static int check_link(struct pcap *p, uint32_t type)
{
	if (type == ETHERNET_LINK)
		return 0;
	p->why =
	    text_static("%s: link type %u; expected %d, Ethernet", p->path, type, ETHERNET_LINK);
	return -EPROTONOSUPPORT;
}

static int add(struct pcap *p, uint64_t time, size_t at, uint32_t len)
{
	if (len > WIRE_FRAME_MAX) {
		p->why = text_static("%s: frame %zu has %u bytes; expected %d at most", p->path,
		    p->frames + 1, len, WIRE_FRAME_MAX);
		return -EMSGSIZE;
	}
	if (len > p->len - at)
		return truncated(p);
	if (p->frames == p->room) {
		p->room = p->room ? 2 * p->room : 64;
		p->frame = reallocarray(p->frame, p->room, sizeof(*p->frame));
		if (!p->frame)
			harness_failf("%s: out of memory", p->path);
	}
	if (!p->frames)
		p->first = time;
	time = time > p->first ? time - p->first : 0;
	p->frame[p->frames++] = (struct pcap_frame){ time, len, p->bytes + at };
	return 0;
}

/* -- pcap -- */

static int read_pcap(struct pcap *p)
{
	const uint64_t unit = u32(p, 0) == NANO ? 1 : 1000;
	int error = p->len < HEADER ? truncated(p) : check_link(p, u32(p, 20) & 0xffff);

	for (size_t at = HEADER; !error && at < p->len;) {
		uint32_t len;

		if (p->len - at < RECORD)
			return truncated(p);
		len = u32(p, at + 8);
		error =
		    add(p, u32(p, at) * 1000000000ull + u32(p, at + 4) * unit, at + RECORD, len);
		at += RECORD + len;
	}
	return error;
}

/* -- pcapng -- */

/* The unit of time of an interface: microseconds, unless an option says otherwise. */
static uint64_t resolution(const struct pcap *p, size_t at, size_t end)
{
	while (end - at >= 4 && u16(p, at)) {
		const uint16_t code = u16(p, at), len = u16(p, at + 2);
		uint64_t unit = 1000000000;

		if (len > end - at - 4)
			break;
		if (code == OPTION_TSRESOL && len) {
			const uint8_t power = p->bytes[at + 4];

			for (int i = 0; i < (power & 0x7f) && unit > 1; i++)
				unit /= power & 0x80 ? 2 : 10;
			return unit;
		}
		at += 4 + ((len + 3u) & ~3u);
		if (at > end)
			break;
	}
	return 1000;
}

static int read_interface(struct pcap *p, size_t at, size_t end)
{
	if (end - at < 8)
		return truncated(p);
	if (p->interfaces < INTERFACES)
		p->per_unit[p->interfaces++] = resolution(p, at + 8, end);
	return check_link(p, u16(p, at));
}

static int read_frame(struct pcap *p, size_t at, size_t end, bool simple)
{
	const size_t fixed = simple ? 4 : 20;
	uint64_t time = p->frames ? p->first + p->frame[p->frames - 1].time : 0;
	uint32_t len;

	if (end - at < fixed)
		return truncated(p);
	len = u32(p, at + (simple ? 0 : 12));
	if (simple && len > end - at - fixed)
		len = end - at - fixed; /* it was cut: the length is that of the whole */
	if (!simple) {
		const uint32_t i = u32(p, at);

		time = ((uint64_t)u32(p, at + 4) << 32 | u32(p, at + 8)) *
		       (i < (uint32_t)p->interfaces ? p->per_unit[i] : 1000);
	}
	if (len > end - at - fixed && len <= WIRE_FRAME_MAX)
		return truncated(p);
	return add(p, time, at + fixed, len);
}

static int read_block(struct pcap *p, uint32_t type, size_t at, size_t end)
{
	switch (type) {
	case SECTION:
		p->interfaces = 0;
		return 0;
	case INTERFACE:
		return read_interface(p, at, end);
	case SIMPLE:
	case ENHANCED:
		return read_frame(p, at, end, type == SIMPLE);
	}
	return 0;
}

static int read_pcapng(struct pcap *p)
{
	int error = 0;

	for (size_t at = 0; !error && at < p->len;) {
		uint32_t len;

		if (p->len - at < 12)
			return truncated(p);
		if (u32(p, at) == SECTION) /* the same in both orders */
			p->swapped = u32(p, at + 8) == ORDER ? p->swapped : !p->swapped;
		len = u32(p, at + 4);
		if (len < 12 || len % 4 || len > p->len - at)
			return truncated(p);
		error = read_block(p, u32(p, at), at + 8, at + len - 4);
		at += len;
	}
	return error;
}

/* -- files -- */

static int parse(struct pcap *p)
{
	uint32_t magic = 0;

	if (p->len >= 4)
		magic = u32(p, 0);
	if (magic == SECTION)
		return read_pcapng(p);
	p->swapped = magic == bswap_32(MICRO) || magic == bswap_32(NANO);
	if (p->swapped || magic == MICRO || magic == NANO)
		return read_pcap(p);
	p->why = text_static("%s: %zu bytes that begin with 0x%08x; expected a file of pcap or "
			     "pcapng",
	    p->path, p->len, magic);
	return -EBADMSG;
}

static int load(struct pcap *p)
{
	FILE *f = fopen(p->path, "r");
	long len = -1;

	if (f && !fseek(f, 0, SEEK_END) && (len = ftell(f)) >= 0 && len < 1l << 30) {
		rewind(f);
		p->bytes = malloc(len + 1);
		if (p->bytes && fread(p->bytes, 1, len, f) == (size_t)len) {
			p->len = len;
			fclose(f);
			return 0;
		}
	}
	len = errno ? -errno : -EFBIG;
	p->why =
	    text_static("%s: %s; expected a file that can be read", p->path, strerrorname_np(-len));
	if (f)
		fclose(f);
	return len;
}

static struct pcap *new_pcap(const char *path)
{
	struct pcap *p = calloc(1, sizeof(*p));

	if (!p)
		harness_failf("%s: out of memory", path);
	p->path = path;
	return p;
}

/* Takes what was loaded apart, or what went wrong with that on to the caller. */
static int finish(struct pcap *p, int error, struct pcap **to, const char **why)
{
	if (!error)
		error = parse(p);
	*why = error ? p->why : "";
	*to = error ? NULL : p;
	if (error)
		pcap_close(p);
	return error;
}

int pcap_try_open(struct pcap **to, const char *path, const char **why)
{
	struct pcap *p = new_pcap(path);

	errno = 0;
	return finish(p, load(p), to, why);
}

int pcap_try_bytes(struct pcap **to, const char *name, const void *bytes, size_t len,
    const char **why)
{
	struct pcap *p = new_pcap(name);

	p->bytes = malloc(len + 1);
	if (!p->bytes)
		harness_failf("%s: out of memory", name);
	memcpy(p->bytes, bytes, len);
	p->len = len;
	return finish(p, 0, to, why);
}

bool pcap_is(const void *bytes, size_t len)
{
	uint32_t magic;

	if (len < sizeof(magic))
		return false;
	memcpy(&magic, bytes, sizeof(magic));
	return magic == SECTION || magic == MICRO || magic == NANO || magic == bswap_32(MICRO) ||
	       magic == bswap_32(NANO);
}

struct pcap *pcap_open(const char *path)
{
	const char *why;
	struct pcap *p;

	if (pcap_try_open(&p, path, &why))
		harness_failf("%s", why);
	return p;
}

void pcap_close(struct pcap *p)
{
	free(p->bytes);
	free(p->frame);
	free(p);
}

size_t pcap_frames(const struct pcap *p)
{
	return p->frames;
}

const struct pcap_frame *pcap_frame(const struct pcap *p, size_t i)
{
	return i < p->frames ? &p->frame[i] : NULL;
}

void pcap_play(const struct pcap *p, struct kern *k, struct wire *w)
{
	const uint64_t start = kern_now(k);

	for (size_t i = 0; i < p->frames; i++) {
		const uint64_t due = start + p->frame[i].time;

		if (due > kern_now(k))
			kern_wait_all(k, due - kern_now(k));
		wire_put(w, p->frame[i].data, p->frame[i].len);
	}
}
