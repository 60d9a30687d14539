/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A file system of Btrfs on several disks.  Each function ends the case with a message
 * where something fails, save those that give a negative errno.
 */
#ifndef CASES_FS_BTRFS_POOL_H
#define CASES_FS_BTRFS_POOL_H

#include <linux/btrfs.h>
#include <linux/btrfs_tree.h>

#include "cases/fs/fs_util.h"

#define POOL_DISKS 4
#define POOL_SIZE (256 << 20) /* of a disk, in bytes */
#define POOL_LARGE 6000000    /* of the file /mnt/large, pattern all over */
/* What to convert to, where nothing is held twice: fs/btrfs/volumes.h. */
#define POOL_SINGLE BTRFS_AVAIL_ALLOC_BIT_SINGLE

struct pool {
	struct disk *disk[POOL_DISKS]; /* NULL: is gone */
	struct kern *k;
};

/* A filled file system on so many disks of this size in bytes, which took the place of an
 * image, whose number was 1; data and metadata are BTRFS_BLOCK_GROUP_RAID1 ... */
struct pool pool_open_of(int disks, uint64_t size, uint64_t data, uint64_t metadata);
/* The same, with disks of POOL_SIZE. */
struct pool pool_open(int disks, uint64_t data, uint64_t metadata);
/* Closes the disks, after pool_umount(). */
void pool_close(struct pool *);

/* Mounts what disks there are on a kernel that has not seen them; a negative errno. */
int pool_mount(struct pool *, const char *options);
void pool_umount(struct pool *);

/* An ioctl of the root; one of those that take the name of a disk: a negative errno. */
int pool_root(struct pool *, unsigned long request, void *arg);
int pool_disk(struct pool *, unsigned long request, struct disk *);
/* Has all be written anew as data and metadata of these kinds; a negative errno. */
int pool_convert(struct pool *, uint64_t data, uint64_t metadata);

/* Some files and a directory; they are there, whole. */
void pool_fill(struct pool *);
void pool_require_filled(struct pool *);

#endif
