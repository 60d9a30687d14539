/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext4 alone: its formats, the tree of its fuzz images, recovery, options. */
#include <sys/mount.h>

#include "cases/fs/fs_util.h"

/* Mounts an image of ext4 by name, as the matrix does its own. */
static struct fs open_image(const char *image)
{
	return fs_open(component_find("ext4"), image);
}

static void use(const char *image)
{
	struct fs fs = open_image(image);

	use_fs(&fs);
	fs_close(&fs);
}

CASE(ext4_4k_blocks, "blocks of the size of a page")
{
	use("ext4/4k");
}

CASE(ext4_clusters, "bigalloc: clusters of sixteen blocks")
{
	use("ext4/bigalloc");
}

CASE(ext4_no_checksums, "neither checksums nor 64-bit block numbers")
{
	use("ext4/nocsum");
}

CASE(ext4_as_ext2, "no journal, no extents")
{
	use("ext4/ext2");
}

static int count(void *arg, const struct kern_dirent *d)
{
	(void)d;
	++*(int *)arg;
	return 0;
}

/* What components/ext4/populate put into an image is there. */
static void require_populated(struct kern *k)
{
	char got[256] = "";
	int n = 0;

	require_content(k, "/mnt/small", "hello rumpus");
	require_content(k, "/mnt/dir/sub/deep", "hello rumpus");
	REQUIRE_EQ(0, stat_of(k, "/mnt/empty").st_size);
	REQUIRE_EQ(9620, stat_of(k, "/mnt/file").st_size);
	REQUIRE_EQ(2, stat_of(k, "/mnt/hard").st_nlink);
	REQUIRE_EQ(261, stat_of(k, "/mnt/empty").st_nlink);
	REQUIRE_EQ(262, kern_readdir(k, "/mnt/many", count, &n));
	REQUIRE_EQ(4, kern_readlink(k, "/mnt/short", got, sizeof(got)));
	REQUIRE_EQ(200, kern_readlink(k, "/mnt/long", got, sizeof(got)));
	REQUIRE_EQ(400, kern_getxattr(k, "/mnt/attr", "user.big", NULL, 0));
	REQUIRE_EQ(1, kern_getxattr(k, "/mnt/attr", "trusted.t", got, sizeof(got)));
	REQUIRE_EQ('w', got[0]);
	REQUIRE(S_ISFIFO(stat_of(k, "/mnt/fifo").st_mode));
	REQUIRE_EQ(0x103, stat_of(k, "/mnt/dev").st_rdev);
}

static void require_sparse(struct kern *k)
{
	int fd = REQUIRE_OK(kern_open(k, "/mnt/sparse", O_RDONLY));

	for (int i = 0; i < 24; i++) {
		char want[16], got[16] = "";
		int len = snprintf(want, sizeof(want), "extent %d", i);

		REQUIRE_EQ(len, kern_pread(k, fd, got, len, i * 8192));
		REQUIRE_MEMEQ(want, got, len);
	}
	require_zeroes(k, fd, 4096, 4096);
	REQUIRE_OK(kern_close(k, fd));
}

/* Its orphan is freed by the mount: else the checker would find it. */
static void read_populated(const char *image)
{
	struct fs fs = open_image(image);

	require_populated(fs.k);
	require_sparse(fs.k);
	fs_close(&fs);
}

CASE(ext4_populated, "extent tree, index, attributes, nodes, orphan; blocks of 1 KiB")
{
	read_populated("ext4/fuzz");
}

CASE(ext4_populated_4k, "the same with blocks of 4 KiB")
{
	read_populated("ext4/fuzz-4k");
}

CASE(ext4_populated_inline, "the same with data inside the inodes")
{
	read_populated("ext4/fuzz-inline");
}

CASE(ext4_populated_ext3, "the same with indirect blocks")
{
	read_populated("ext4/fuzz-ext3");
}

CASE(ext4_recovers, "what the journal holds is written home at mount")
{
	struct fs fs = open_image("ext4/fuzz-recover");
	char want[404], got[404] = "";
	int fd;

	require_populated(fs.k);
	memset(want, 'R', sizeof(want));
	fd = REQUIRE_OK(kern_open(fs.k, "/mnt/file", O_RDONLY));
	REQUIRE_EQ(404, kern_pread(fs.k, fd, got, sizeof(got), 9 * 1024));
	REQUIRE_MEMEQ(want, got, sizeof(got));
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_close(&fs);
}

/* The disk has to be read-only: of one that is not, a mount frees the orphan. */
CASE(ext4_norecovery, "noload leaves the journal alone")
{
	struct disk *d = disk_open("ext4/fuzz-recover");
	uint64_t before = disk_hash(d);
	struct kern *k = kern_boot("ext4");
	char got[4] = "";
	int fd;

	d->rdonly = true;
	REQUIRE_ERROR(kern_mount_flags(k, d, "/mnt", "ext4", MS_RDONLY, NULL), EROFS);
	REQUIRE_OK(kern_mount_flags(k, d, "/mnt", "ext4", MS_RDONLY, "noload"));
	fd = REQUIRE_OK(kern_open(k, "/mnt/file", O_RDONLY));
	REQUIRE_EQ(4, kern_pread(k, fd, got, 4, 9 * 1024));
	REQUIRE(memcmp(got, "RRRR", 4) != 0);
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_EQ(before, disk_hash(d));
	kern_halt(k);
	disk_close(d);
}

CASE(ext4_options, "each journalling mode and allocation option takes files")
{
	static const char *const options[] = { "data=ordered", "data=writeback", "nodelalloc",
		"data=journal", "dioread_nolock", "dioread_lock", "nobarrier", "journal_checksum",
		"noauto_da_alloc" };
	struct fs fs = open_image("ext4/small");

	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
		fs_remount(&fs, options[i]);
		put_pattern(fs.k, "/mnt/f", 30000 + i);
		fs_remount(&fs, NULL);
		require_pattern_file(fs.k, "/mnt/f", 30000 + i);
	}
	fs_close(&fs);
}

CASE(ext4_equal_runs, "the same calls leave the same bytes on the disk")
{
	uint64_t hash[2];

	for (int i = 0; i < 2; i++) {
		struct disk *d = disk_open("ext4/small");
		struct kern *k = kern_boot("ext4");

		REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
		kern_now(k); /* skips without virtual time */
		put_pattern(k, "/mnt/f", 100000);
		REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
		REQUIRE_OK(kern_umount(k, "/mnt"));
		kern_halt(k);
		hash[i] = disk_hash(d);
		disk_close(d);
	}
	REQUIRE_EQ(hash[0], hash[1]);
}
