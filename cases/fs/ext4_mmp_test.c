/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext4 alone: protection against a second machine that mounts the same disk.  A block
 * of the disk has a number that counts while it is mounted. */
#include <endian.h>
#include <stdlib.h>
#include <sys/mount.h>

#include "cases/fs/fs_util.h"

/* The superblock is at 1024; fs/ext4/ext4.h. */
#define MMP_BLOCK (1024 + 0x168)
#define SEQ 4 /* of that block */
#define CLEAN 0xff4d4d50u
#define FSCK 0xe24d4d50u
#define SECOND 1000000000ull

static uint64_t seq_at(struct disk *d)
{
	uint64_t block;

	disk_read(d, MMP_BLOCK, &block, sizeof(block));
	return le64toh(block) * 1024 + SEQ;
}

static uint32_t seq(struct disk *d)
{
	uint32_t n;

	disk_read(d, seq_at(d), &n, sizeof(n));
	return le32toh(n);
}

CASE(ext4_mmp, "the number counts while the disk is mounted, and is clean before and after")
{
	struct fs fs = fs_open(component_find("ext4"), "ext4/mmp");
	uint32_t first, then;

	kern_need_embedded(fs.k);
	first = seq(fs.disk);
	REQUIRE(first != CLEAN);
	put_pattern(fs.k, "/mnt/f", 10000);
	kern_advance(fs.k, 30 * SECOND);
	then = seq(fs.disk);
	REQUIRE(then > first);
	REQUIRE_OK(kern_remount(fs.k, "/mnt", MS_RDONLY, NULL));
	REQUIRE_EQ(CLEAN, seq(fs.disk));
	REQUIRE_OK(kern_remount(fs.k, "/mnt", 0, NULL));
	REQUIRE(seq(fs.disk) != CLEAN);
	fs_remount(&fs, NULL);
	require_pattern_file(fs.k, "/mnt/f", 10000);
	fs_close(&fs);
}

CASE(ext4_mmp_left, "a disk that was never unmounted is mounted once nobody else counts")
{
	struct fs fs = fs_open(component_find("ext4"), "ext4/mmp");
	struct disk *copy = disk_new(fs.disk->size);
	uint64_t before;
	char *all;

	REQUIRE_OK(kern_sync(fs.k));
	all = malloc(copy->size);
	REQUIRE(all != NULL);
	disk_read(fs.disk, 0, all, copy->size);
	disk_write(copy, 0, all, copy->size);
	free(all);
	before = kern_now(fs.k);
	REQUIRE_OK(kern_mkdir(fs.k, "/copy", 0755));
	REQUIRE_OK(kern_mount(fs.k, copy, "/copy", "ext4", NULL));
	REQUIRE(kern_now(fs.k) - before > 10 * SECOND);
	REQUIRE_OK(kern_umount(fs.k, "/copy"));
	REQUIRE_EQ(CLEAN, seq(copy));
	fs_close(&fs);
	disk_close(copy);
}

CASE(ext4_mmp_fsck, "a disk that a checker works on is not mounted, nor one of no sense")
{
	struct disk *d = disk_open("ext4/mmp");
	struct kern *k = kern_boot("ext4");
	uint32_t mark = htole32(FSCK), clean = htole32(CLEAN), other;

	disk_write(d, seq_at(d), &mark, sizeof(mark));
	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "ext4", NULL), EBUSY, EBADMSG);
	disk_write(d, seq_at(d), &clean, sizeof(clean));
	disk_read(d, seq_at(d) - SEQ, &mark, sizeof(mark));
	other = ~mark;
	disk_write(d, seq_at(d) - SEQ, &other, sizeof(other));
	REQUIRE_ERROR(kern_mount(k, d, "/mnt", "ext4", NULL), EUCLEAN, EINVAL, EBADMSG);
	disk_write(d, seq_at(d) - SEQ, &mark, sizeof(mark));
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(d);
}

/* mke2fs leaves tables of inodes unwritten; a thread zeroes them when the disk rests. */
CASE(ext4_lazy, "tables of inodes that were never written are zeroed in the background")
{
	struct fs fs = fs_open(component_find("ext4"), "ext4/lazy");
	char path[32];

	kern_advance(fs.k, 600 * SECOND);
	for (int i = 0; i < 200; i++) {
		snprintf(path, sizeof(path), "/mnt/d%d", i);
		REQUIRE_OK(kern_mkdir(fs.k, path, 0755));
	}
	kern_advance(fs.k, 600 * SECOND);
	fs_remount(&fs, "init_itable=1");
	kern_advance(fs.k, 600 * SECOND);
	REQUIRE_OK(kern_access(fs.k, "/mnt/d199", F_OK));
	fs_close(&fs);
}
