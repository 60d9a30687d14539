/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Disks: the bytes that a rump kernel's block devices hold.
 *
 * A disk is copy-on-write: the file it was opened on is never written, unless
 * disk_save() or disk_commit() is asked to.  Disks outlive kernels: halt one,
 * boot another, mount again.  Sizes and offsets are in bytes.
 *
 * Functions that a case calls end the case with a message on failure; those
 * named disk_try_* return 0 or a negative errno and set *why to one line that
 * names the file, what is wrong and what was expected (static storage).
 */
#ifndef RUMPUS_DISK_H
#define RUMPUS_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISK_MAX (1ull << 40) /* largest image accepted */

struct disk {
	uint8_t *data;          /* the current content, `size` bytes; a private mapping */
	uint64_t size;          /* a multiple of 512 */
	bool rdonly;            /* writes are refused with EROFS */
	bool patched;           /* disk_write() changed it: no longer as mkfs made it */
	char name[256];         /* of the image, for messages */
	struct disk_undo *undo; /* blocks changed since disk_mark(), or NULL */
	uint64_t hits;          /* faults that fired, see disk_hits() */
};

/* Opens an image by name ("ext4/small": made by the component's recipe below
 * build/images) or, with a '/' first or '.' first, by path. */
struct disk *disk_open(const char *name);
int disk_try_open(const char *name, struct disk **, const char **why);
/* A disk of zeroes. */
struct disk *disk_new(uint64_t size);
void disk_close(struct disk *);

/* Reads and writes the content as the host sees it, around the kernel (which
 * has caches: use it while no file system is mounted).  Out of range: ends
 * the case. */
void disk_read(struct disk *, uint64_t at, void *buf, size_t len);
void disk_write(struct disk *, uint64_t at, const void *buf, size_t len);
/* What the kernel's requests do; the range was checked by the hypercall. */
void disk_io_write(struct disk *, uint64_t at, const void *buf, size_t len);
void disk_io_zero(struct disk *, uint64_t at, size_t len);

/* Remembers the content; disk_rewind() goes back to it, as often as wanted,
 * at the cost of the blocks written since. */
void disk_mark(struct disk *);
void disk_rewind(struct disk *);

/* 64-bit hash of the content (FNV-1a over non-zero 4 KiB blocks and their
 * offsets); equal contents of equal sizes have equal hashes. */
uint64_t disk_hash(const struct disk *);
/* Writes the content to a new file, sparse. */
void disk_save(const struct disk *, const char *path);
/* Writes the content back to the file the disk was opened on. */
void disk_commit(struct disk *);

#endif
