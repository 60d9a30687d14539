/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What harness/disk.c and harness/image.c share. */
#ifndef RUMPUS_HARNESS_DISK_INTERNAL_H
#define RUMPUS_HARNESS_DISK_INTERNAL_H

#include <limits.h>
#include <string.h>

#include "harness/internal.h"

#define DISK_BLOCK 4096ull /* the unit of undo, hash and sparse saving */

/* A disk with the file it was opened on ("" if none). */
struct disk_file {
	struct disk disk;
	char path[PATH_MAX];
};

/* The blocks written since the mark, as they were before.  All arrays have room
 * for each block of the disk, but cost memory only as far as they are used. */
struct disk_undo {
	uint64_t blocks;    /* of the disk */
	uint32_t epoch;     /* raised by each mark and rewind */
	uint32_t *epoch_of; /* [block]: the epoch it was last written in */
	uint64_t used;      /* blocks written in this epoch */
	uint32_t *block;    /* [0..used): which */
	uint32_t mark;      /* raised by each mark */
	uint32_t *mark_of;  /* [block]: the mark at which it was as saved */
	uint8_t *saved;     /* [block]: its content */
	bool patched;       /* disk->patched at the mark */
	uint64_t hits;      /* disk->hits at the mark */
};

static inline struct disk_file *disk_file(const struct disk *d)
{
	return (struct disk_file *)d;
}

static inline uint64_t disk_blocks(const struct disk *d)
{
	return (d->size + DISK_BLOCK - 1) / DISK_BLOCK;
}

/* The last block of a disk may be shorter than the others. */
static inline size_t disk_block_len(const struct disk *d, uint64_t block)
{
	const uint64_t left = d->size - block * DISK_BLOCK;

	return left < DISK_BLOCK ? left : DISK_BLOCK;
}

/* True for a block of zeroes. */
static inline bool disk_zero(const uint8_t *p, size_t len)
{
	return !p[0] && !memcmp(p, p + 1, len - 1);
}

#endif
