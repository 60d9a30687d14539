/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The file of line counters that a process leaves.
 *
 * The rule everything rests on: the counters of the image are a shared mapping
 * of the file from before the kernel boots.  Nothing is written at an end, so there
 * is none that could lose anything: a panic, an abort, a hung call, a signal that
 * can not be caught, a sandbox that lets no file be opened.
 *
 * A file is a sequence of records; each is a head of one page, and the image's
 * counters, 64 bits each, in the host's byte order.  A process begins a further
 * record when it is told that another input begins.  As long as the process
 * lives it holds a shared flock(2) on the file.
 */
#ifndef RUMPUS_LINUX_COUNTERS_H
#define RUMPUS_LINUX_COUNTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNTERS_MAGIC "rumpus counters"
#define COUNTERS_VERSION 1
#define COUNTERS_HEAD 4096
#define COUNTERS_BUILD_ID 20
#define COUNTERS_NAME 2048

struct counters_head {
	char magic[16];
	uint32_t version;
	uint32_t head; /* COUNTERS_HEAD */
	uint64_t len;  /* bytes of counters that follow, a multiple of the page size */
	/* The GNU build ID of the image: counters of another can not be read by it. */
	uint8_t build_id[COUNTERS_BUILD_ID];
	uint32_t reserved;
	/* What they were counted for: "case fs/rename_test:ext4_rename" or
	 * "input corpora/ext4/seeds/names". */
	char name[COUNTERS_NAME];
};

/* The GNU build ID of a mapped ELF file; false: it has none of that length. */
bool counters_build_id(const void *elf, size_t len, uint8_t id[COUNTERS_BUILD_ID]);

#endif
