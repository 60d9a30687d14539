/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Captures in pcapng, as draft-ietf-opsawg-pcapng describes it: a section header,
 * then an interface description (section 4.2) for each wire and an enhanced packet
 * block (4.3) for each frame, each block a multiple of 4 bytes with its length at both
 * ends.  Numbers are the host's: the section header tells their order.  Times are
 * virtual ns, from 0 at boot.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "harness/wire_internal.h"

enum { BLOCK_SECTION = 0x0a0d0d0a, BLOCK_INTERFACE = 1, BLOCK_PACKET = 6 };
/* An option is its number, its length and a multiple of 4 bytes; zeroes end the list. */
enum { OPTION_END = 0, OPTION_IF_NAME = 2, OPTION_IF_TSRESOL = 9, OPTION_EPB_FLAGS = 2 };

#define BYTE_ORDER_MAGIC 0x1a2b3c4du
#define LINK_ETHERNET 1
#define NANOSECONDS 9 /* if_tsresol: a negative power of ten */

struct capture {
	int fd; /* shared with child processes, and so is where it is written */
	uint32_t interfaces;
	char path[];
};

/* One block is one write, so that what is there is whole at any time. */
static void put(struct capture *c, uint32_t type, const void *head, size_t head_len,
    const void *body, size_t body_len, const void *options, size_t options_len)
{
	static const uint8_t zeroes[4];
	const size_t pad = -body_len & 3;
	const uint32_t all = 12 + head_len + body_len + pad + options_len;
	const uint32_t start[2] = { type, all };
	const struct iovec part[] = {
		{ (void *)start, sizeof(start) },
		{ (void *)head, head_len },
		{ (void *)body, body_len },
		{ (void *)zeroes, pad },
		{ (void *)options, options_len },
		{ (void *)&all, sizeof(all) },
	};

	if (writev(c->fd, part, sizeof(part) / sizeof(part[0])) != (ssize_t)all)
		harness_failf("capture %s: can not be written: %s", c->path, strerror(errno));
}

struct capture *capture_open(const char *path)
{
	const struct {
		uint32_t magic;
		uint16_t major, minor;
		int64_t length; /* of the section: not known */
	} head = { BYTE_ORDER_MAGIC, 1, 0, -1 };
	struct capture *c = calloc(1, sizeof(*c) + strlen(path) + 1);

	if (!c)
		harness_failf("capture %s: out of memory", path);
	strcpy(c->path, path);
	c->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
	if (c->fd < 0)
		harness_failf("capture %s: can not be made: %s", path, strerror(errno));
	put(c, BLOCK_SECTION, &head, sizeof(head), NULL, 0, NULL, 0);
	return c;
}

void capture_close(struct capture *c)
{
	close(c->fd);
	free(c);
}

uint32_t capture_interface(struct capture *c, const char *name)
{
	const struct {
		uint16_t link, reserved;
		uint32_t snaplen; /* 0: frames are whole, whatever MTU comes later */
	} head = { LINK_ETHERNET, 0, 0 };
	const size_t len = strlen(name);
	uint8_t options[64] = { 0 };
	uint16_t *at = (uint16_t *)options;

	at[0] = OPTION_IF_TSRESOL;
	at[1] = 1;
	options[4] = NANOSECONDS;
	at[4] = OPTION_IF_NAME;
	at[5] = len;
	memcpy(options + 12, name, len);
	put(c, BLOCK_INTERFACE, &head, sizeof(head), NULL, 0, options, 12 + (len + 3) / 4 * 4 + 4);
	return c->interfaces++;
}

void capture_frame(struct capture *c, uint32_t id, enum capture_direction direction, uint64_t time,
    const void *frame, uint32_t len)
{
	const uint32_t head[5] = { id, time >> 32, time, len, len };
	const struct {
		uint16_t flags, flags_len;
		uint32_t value;
		uint16_t end, end_len;
	} options = { OPTION_EPB_FLAGS, 4, direction, OPTION_END, 0 };

	put(c, BLOCK_PACKET, head, sizeof(head), frame, len, &options, sizeof(options));
}
