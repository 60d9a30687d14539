/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext4 alone: a file's blocks are moved, mapped in another way, swapped; its content is
 * what it was. */
#include <linux/fiemap.h>
#include <linux/fs.h>

#include "cases/fs/fs_util.h"

/* fs/ext4/ext4.h; what e4defrag(8), chattr(1) and resize2fs(8) use. */
struct move {
	uint32_t reserved, donor;
	uint64_t from, to, len, moved; /* blocks */
};
#define IOC_MOVE _IOWR('f', 15, struct move)
#define IOC_SWAP_BOOT _IO('f', 17)
#define IOC_PRECACHE _IO('f', 18)
#define IOC_CLEAR_CACHE _IO('f', 40)
#define IOC_STATE _IOW('f', 41, uint32_t)
#define IOC_CHECKPOINT _IOW('f', 43, uint32_t)
#define IOC_EXTEND _IOW('f', 7, unsigned long)

/* A group for the end, by the places of its parts. */
struct group {
	uint32_t group;
	uint64_t block_bitmap, inode_bitmap, inode_table;
	uint32_t blocks;
	uint16_t reserved, unused;
};
#define IOC_ADD_GROUP _IOW('f', 8, struct group)

#define LEN 60000
#define BLOCK 1024

static struct fs open_small(void)
{
	return fs_open(component_find("ext4"), NULL);
}

static int create(struct kern *k, const char *path)
{
	return REQUIRE_OK(kern_open(k, path, O_CREAT | O_RDWR, 0644));
}

static uint64_t first_block(struct kern *k, int fd)
{
	struct {
		struct fiemap map;
		struct fiemap_extent extent;
	} got = { .map = { .fm_length = FIEMAP_MAX_OFFSET,
		      .fm_flags = FIEMAP_FLAG_SYNC,
		      .fm_extent_count = 1 } };

	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_FIEMAP, &got));
	REQUIRE_EQ(1, got.map.fm_mapped_extents);
	return got.extent.fe_physical;
}

CASE(ext4_move_extents, "a file takes the blocks of another, and keeps its content")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	struct move move = { .len = (LEN + BLOCK - 1) / BLOCK };
	const int fd = create(k, "/mnt/f"), donor = create(k, "/mnt/donor");
	uint64_t before, other;

	write_pattern(k, fd, 0, LEN);
	REQUIRE_OK(kern_fallocate(k, donor, 0, 0, LEN));
	REQUIRE_OK(kern_sync(k));
	before = first_block(k, fd);
	other = first_block(k, donor);
	move.donor = donor;
	REQUIRE_OK(kern_ioctl(k, fd, IOC_MOVE, &move));
	REQUIRE_EQ(move.len, move.moved);
	REQUIRE_EQ(other, first_block(k, fd));
	REQUIRE_EQ(before, first_block(k, donor));
	move.donor = fd;
	REQUIRE_ERROR(kern_ioctl(k, fd, IOC_MOVE, &move), EINVAL);
	move.donor = 99;
	REQUIRE_ERROR(kern_ioctl(k, fd, IOC_MOVE, &move), EBADF);
	move.donor = donor;
	move.to = 1;
	REQUIRE_ERROR(kern_ioctl(k, fd, IOC_MOVE, &move), EINVAL);
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_OK(kern_close(k, donor));
	fs_remount(&fs, NULL);
	require_pattern_file(k, "/mnt/f", LEN);
	fs_close(&fs);
}

CASE(ext4_move_pieces, "parts of a file of many pieces take parts of another's blocks")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	struct move move = { 0 };
	const int fd = create(k, "/mnt/f"), donor = create(k, "/mnt/donor");

	for (int i = 0; i < 40; i += 2)
		write_pattern(k, fd, i * BLOCK, BLOCK);
	REQUIRE_OK(kern_fsync(k, fd));
	for (int i = 1; i < 40; i += 2)
		write_pattern(k, fd, i * BLOCK, BLOCK);
	write_pattern(k, donor, 0, 40 * BLOCK);
	REQUIRE_OK(kern_sync(k));
	move.donor = donor;
	for (int i = 0; i < 40; i += 7) {
		move.from = move.to = i;
		move.len = 3;
		REQUIRE_OK(kern_ioctl(k, fd, IOC_MOVE, &move));
	}
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_OK(kern_close(k, donor));
	fs_remount(&fs, NULL);
	require_pattern_file(k, "/mnt/f", 40 * BLOCK);
	fs_close(&fs);
}

/* Pieces of a file that are written in no order: 84 have room in a block of its tree. */
CASE(ext4_many_pieces, "a file of so many pieces that its tree has blocks of blocks")
{
	enum { PIECES = 701 };
	struct fs fs = open_small();
	struct kern *k = fs.k;
	int fd = create(k, "/mnt/f");

	for (int i = 0; i < PIECES; i++) {
		write_pattern(k, fd, (uint64_t)(i * 37 % PIECES) * 2 * BLOCK, BLOCK);
		REQUIRE_OK(kern_fdatasync(k, fd));
	}
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(&fs, NULL);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	for (int i = 0; i < PIECES; i++)
		require_pattern(k, fd, (uint64_t)i * 2 * BLOCK, BLOCK);
	require_zeroes(k, fd, 333 * BLOCK, BLOCK);
	REQUIRE_OK(kern_fallocate(k, fd, 3 /* punch, keep size */, 100 * BLOCK, 1000 * BLOCK));
	require_pattern(k, fd, 98 * BLOCK, BLOCK);
	require_zeroes(k, fd, 100 * BLOCK, 1000 * BLOCK);
	require_pattern(k, fd, 1100 * BLOCK, BLOCK);
	REQUIRE_OK(kern_close(k, fd));
	fs_close(&fs);
}

static void set_flag(struct kern *k, int fd, int flag, bool on)
{
	int flags = 0;

	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_GETFLAGS, &flags));
	flags = on ? flags | flag : flags & ~flag;
	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_SETFLAGS, &flags));
	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_GETFLAGS, &flags));
	REQUIRE_EQ(on, !!(flags & flag));
}

CASE(ext4_migrates, "a file mapped by extents, by blocks of blocks, and by extents again")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	const int fd = create(k, "/mnt/f");

	write_pattern(k, fd, 0, 8 * BLOCK);
	REQUIRE_OK(kern_fsync(k, fd));
	set_flag(k, fd, FS_EXTENT_FL, false);
	require_pattern(k, fd, 0, 8 * BLOCK);
	/* Blocks of blocks, and of those. */
	write_pattern(k, fd, 8 * BLOCK, 600 * BLOCK);
	REQUIRE_OK(kern_fallocate(k, fd, 3 /* punch, keep size */, 100 * BLOCK, 50 * BLOCK));
	REQUIRE_OK(kern_fallocate(k, fd, 3, 290 * BLOCK, 100 * BLOCK));
	REQUIRE_OK(kern_fsync(k, fd));
	require_zeroes(k, fd, 300 * BLOCK, BLOCK);
	set_flag(k, fd, FS_EXTENT_FL, true);
	require_pattern(k, fd, 0, 100 * BLOCK);
	require_zeroes(k, fd, 290 * BLOCK, 100 * BLOCK);
	require_pattern(k, fd, 390 * BLOCK, 218 * BLOCK);
	REQUIRE_OK(kern_ftruncate(k, fd, 20 * BLOCK));
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(&fs, NULL);
	require_pattern_file(k, "/mnt/f", 20 * BLOCK);
	fs_close(&fs);
}

CASE(ext4_journalled_file, "the data of one file goes through the journal, and no more")
{
	struct fs fs = open_small();
	const int fd = create(fs.k, "/mnt/f");

	kern_need_embedded(fs.k);
	write_pattern(fs.k, fd, 0, LEN);
	set_flag(fs.k, fd, FS_JOURNAL_DATA_FL, true);
	write_pattern(fs.k, fd, 0, LEN / 2);
	REQUIRE_OK(kern_fsync(fs.k, fd));
	set_flag(fs.k, fd, FS_JOURNAL_DATA_FL, false);
	write_pattern(fs.k, fd, LEN / 2, LEN / 2);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_remount(&fs, NULL);
	require_pattern_file(fs.k, "/mnt/f", LEN);
	fs_close(&fs);
}

CASE(ext4_swap_boot, "a file becomes the boot loader, and is a file again")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	int fd;

	put_pattern(k, "/mnt/f", LEN);
	REQUIRE_OK(kern_sync(k));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_ioctl(k, fd, IOC_SWAP_BOOT, NULL));
	REQUIRE_EQ(0, stat_of(k, "/mnt/f").st_size);
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(&fs, NULL);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_ioctl(k, fd, IOC_SWAP_BOOT, NULL));
	REQUIRE_OK(kern_close(k, fd));
	require_pattern_file(k, "/mnt/f", LEN);
	REQUIRE_OK(kern_link(k, "/mnt/f", "/mnt/g"));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_ERROR(kern_ioctl(k, fd, IOC_SWAP_BOOT, NULL), EINVAL);
	REQUIRE_OK(kern_close(k, fd));
	fs_close(&fs);
}

CASE(ext4_extent_cache, "what is known of a file's blocks is read, told, and forgotten")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	uint32_t state = 0;
	int fd;

	/* More than the inode has room for. */
	fd = create(k, "/mnt/f");
	for (int i = 0; i < 12; i++)
		write_pattern(k, fd, 2 * i * BLOCK, BLOCK);
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(&fs, NULL);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_ioctl(k, fd, IOC_PRECACHE, NULL));
	REQUIRE_OK(kern_ioctl(k, fd, IOC_STATE, &state));
	REQUIRE_EQ(1, state & 1);
	REQUIRE_OK(kern_ioctl(k, fd, IOC_CLEAR_CACHE, NULL));
	REQUIRE_OK(kern_ioctl(k, fd, IOC_STATE, &state));
	REQUIRE_EQ(0, state & 1);
	require_pattern(k, fd, 22 * BLOCK, BLOCK);
	require_zeroes(k, fd, 21 * BLOCK, BLOCK);
	REQUIRE_OK(kern_close(k, fd));
	fs_close(&fs);
}

CASE(ext4_checkpoint, "the journal is emptied, and what was in it discarded or zeroed")
{
	struct fs fs = open_small();
	static const uint32_t how[] = { 0, 1 /* discard */, 2 /* zeroes */, 4 /* try alone */ };
	const int fd = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY | O_DIRECTORY));
	uint32_t flags = 3;

	for (int i = 0; i < 4; i++) {
		char path[32];

		snprintf(path, sizeof(path), "/mnt/f%d", i);
		put_pattern(fs.k, path, LEN);
		flags = how[i];
		REQUIRE_OK(kern_ioctl(fs.k, fd, IOC_CHECKPOINT, &flags));
	}
	flags = 3;
	REQUIRE_ERROR(kern_ioctl(fs.k, fd, IOC_CHECKPOINT, &flags), EINVAL);
	flags = 8;
	REQUIRE_ERROR(kern_ioctl(fs.k, fd, IOC_CHECKPOINT, &flags), EINVAL);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_remount(&fs, NULL);
	require_pattern_file(fs.k, "/mnt/f3", LEN);
	fs_close(&fs);
}

/* resize2fs(8) of before EXT4_IOC_RESIZE_FS: a block more fills the first group; then a
 * group, whose start has copies of the superblock and of the table of groups. */
CASE(ext4_add_group, "a file system grows by the rest of a group, and by a group")
{
	struct disk *small = disk_open("ext4/small"), *d = disk_new(16 << 20);
	struct kern *k = kern_boot("ext4");
	struct group group = {
		.group = 1,
		.block_bitmap = 8193 + 300,
		.inode_bitmap = 8193 + 301,
		.inode_table = 8193 + 302,
		.blocks = 8191,
	};
	unsigned long blocks = 8193;
	int root;

	disk_write(d, 0, small->data, small->size);
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	root = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_ioctl(k, root, IOC_EXTEND, &blocks));
	group.inode_table = 8193;
	REQUIRE_ERROR(kern_ioctl(k, root, IOC_ADD_GROUP, &group), EINVAL);
	group.inode_table = 8193 + 302;
	REQUIRE_OK(kern_ioctl(k, root, IOC_ADD_GROUP, &group));
	REQUIRE_ERROR(kern_ioctl(k, root, IOC_ADD_GROUP, &group), EINVAL);
	REQUIRE_OK(kern_close(k, root));
	put_pattern(k, "/mnt/f", 9 << 20);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	require_pattern_file(k, "/mnt/f", 9 << 20);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(small);
	disk_close(d);
}
