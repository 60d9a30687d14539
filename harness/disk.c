/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Disks: opening, content, undo.  The content is a private mapping of the image
 * file, so the MMU makes the copies of what is written.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "harness/disk_internal.h"

static void *reserve(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

struct disk *disk_new(uint64_t size)
{
	struct disk_file *f = calloc(1, sizeof(*f));

	if (!size || size % 512 || size > DISK_MAX)
		harness_failf("disk of %llu bytes; expected a multiple of 512, at most %llu",
		    (unsigned long long)size, DISK_MAX);
	if (f)
		f->disk.data = reserve(size);
	if (!f || !f->disk.data)
		harness_failf("disk of %llu bytes: out of memory", (unsigned long long)size);
	f->disk.size = size;
	strcpy(f->disk.name, "(memory)");
	return &f->disk;
}

static void undo_free(struct disk *d)
{
	struct disk_undo *u = d->undo;

	if (!u)
		return;
	munmap(u->epoch_of, u->blocks * sizeof(*u->epoch_of));
	munmap(u->mark_of, u->blocks * sizeof(*u->mark_of));
	munmap(u->block, u->blocks * sizeof(*u->block));
	munmap(u->saved, u->blocks * DISK_BLOCK);
	free(u);
	d->undo = NULL;
}

void disk_close(struct disk *d)
{
	undo_free(d);
	munmap(d->data, d->size);
	free(disk_file(d));
}

static void check_range(const struct disk *d, uint64_t at, size_t len, const char *what)
{
	if (at > d->size || len > d->size - at)
		harness_failf("disk %s: %s of %zu bytes at %llu; expected to end at %llu or before",
		    d->name, what, len, (unsigned long long)at, (unsigned long long)d->size);
}

void disk_read(struct disk *d, uint64_t at, void *buf, size_t len)
{
	check_range(d, at, len, "read");
	memcpy(buf, d->data + at, len);
}

void disk_write(struct disk *d, uint64_t at, const void *buf, size_t len)
{
	check_range(d, at, len, "write");
	d->patched = true;
	disk_io_write(d, at, buf, len);
}

/* Notes each block of the range that was not written since the last rewind, and saves
 * it where that has not been done since the mark. */
static void undo_save(struct disk *d, uint64_t at, size_t len)
{
	struct disk_undo *u = d->undo;

	if (!len)
		return;
	for (uint64_t b = at / DISK_BLOCK; b <= (at + len - 1) / DISK_BLOCK; b++) {
		if (u->epoch_of[b] == u->epoch)
			continue;
		u->epoch_of[b] = u->epoch;
		u->block[u->used++] = b;
		if (u->mark_of[b] == u->mark)
			continue;
		u->mark_of[b] = u->mark;
		memcpy(u->saved + b * DISK_BLOCK, d->data + b * DISK_BLOCK, disk_block_len(d, b));
	}
}

void disk_io_write(struct disk *d, uint64_t at, const void *buf, size_t len)
{
	if (d->undo)
		undo_save(d, at, len);
	memcpy(d->data + at, buf, len);
}

void disk_io_zero(struct disk *d, uint64_t at, size_t len)
{
	if (d->undo)
		undo_save(d, at, len);
	memset(d->data + at, 0, len);
}

/* Raises a number; where the numbers ran out, an old one must not be taken for a new
 * one. */
static void next_number(uint32_t *number, uint32_t *number_of, uint64_t blocks)
{
	if (++*number)
		return;
	memset(number_of, 0, blocks * sizeof(*number_of));
	*number = 1;
}

static void undo_new_epoch(struct disk_undo *u)
{
	u->used = 0;
	next_number(&u->epoch, u->epoch_of, u->blocks);
}

void disk_mark(struct disk *d)
{
	struct disk_undo *u = d->undo;

	if (!u) {
		u = calloc(1, sizeof(*u));
		if (!u)
			harness_failf("disk %s: mark: out of memory", d->name);
		u->blocks = (d->size + DISK_BLOCK - 1) / DISK_BLOCK;
		u->epoch_of = reserve(u->blocks * sizeof(*u->epoch_of));
		u->mark_of = reserve(u->blocks * sizeof(*u->mark_of));
		u->block = reserve(u->blocks * sizeof(*u->block));
		u->saved = reserve(u->blocks * DISK_BLOCK);
		if (!u->epoch_of || !u->mark_of || !u->block || !u->saved)
			harness_failf("disk %s: mark: out of memory", d->name);
		d->undo = u;
	}
	u->patched = d->patched;
	u->hits = d->hits;
	undo_new_epoch(u);
	next_number(&u->mark, u->mark_of, u->blocks);
}

void disk_rewind(struct disk *d)
{
	struct disk_undo *u = d->undo;

	if (!u)
		harness_failf("disk %s: rewind without a mark", d->name);
	for (uint64_t i = 0; i < u->used; i++) {
		const uint64_t b = u->block[i];

		memcpy(d->data + b * DISK_BLOCK, u->saved + b * DISK_BLOCK, disk_block_len(d, b));
	}
	d->patched = u->patched;
	d->hits = u->hits;
	undo_new_epoch(u);
}

uint64_t disk_hash(const struct disk *d)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (uint64_t b = 0; b < disk_blocks(d); b++) {
		const uint8_t *p = d->data + b * DISK_BLOCK;
		const size_t len = disk_block_len(d, b);

		if (disk_zero(p, len))
			continue;
		for (int shift = 0; shift < 64; shift += 8)
			hash = (hash ^ (uint8_t)(b * DISK_BLOCK >> shift)) * 0x100000001b3;
		for (size_t i = 0; i < len; i++)
			hash = (hash ^ p[i]) * 0x100000001b3;
	}
	return hash;
}
