/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext4 alone: what its ioctls do. */
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <stdlib.h>

#include "cases/fs/fs_util.h"

#define IOC_RESIZE _IOW('f', 16, uint64_t)
#define IOC_SHUTDOWN _IOR('X', 125, uint32_t)
#define SHUTDOWN_LOGFLUSH 1u
#define SHUTDOWN_NOLOGFLUSH 2u

static struct fs open_small(void)
{
	return fs_open(component_find("ext4"), "ext4/small");
}

static int open_file(struct fs *fs, int flags)
{
	return REQUIRE_OK(kern_open(fs->k, "/mnt/f", O_CREAT | flags, 0644));
}

static void set_flags(struct kern *k, int fd, int flags)
{
	int now = 0;

	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_GETFLAGS, &now));
	now = (now & ~(FS_IMMUTABLE_FL | FS_APPEND_FL)) | flags;
	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_SETFLAGS, &now));
}

CASE(ext4_immutable, "nobody writes, renames, links or unlinks an immutable file")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	int fd;

	put_pattern(k, "/mnt/f", 100);
	fd = open_file(&fs, O_RDONLY);
	set_flags(k, fd, FS_IMMUTABLE_FL);
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_WRONLY), EPERM);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/f"), EPERM);
	REQUIRE_ERROR(kern_rename(k, "/mnt/f", "/mnt/g"), EPERM);
	REQUIRE_ERROR(kern_link(k, "/mnt/f", "/mnt/g"), EPERM);
	REQUIRE_ERROR(kern_chmod(k, "/mnt/f", 0600), EPERM);
	REQUIRE_ERROR(kern_truncate(k, "/mnt/f", 0), EPERM);
	set_flags(k, fd, 0);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_OK(kern_close(k, fd));
	fs_close(&fs);
}

CASE(ext4_append_only, "an append-only file grows, and nothing else")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	int fd = open_file(&fs, O_RDONLY), out;

	set_flags(k, fd, FS_APPEND_FL);
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_WRONLY), EPERM);
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_WRONLY | O_APPEND | O_TRUNC), EPERM);
	out = REQUIRE_OK(kern_open(k, "/mnt/f", O_WRONLY | O_APPEND));
	REQUIRE_EQ(3, kern_write(k, out, "one", 3));
	REQUIRE_ERROR(kern_ftruncate(k, out, 0), EPERM);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/f"), EPERM);
	set_flags(k, fd, 0);
	require_content(k, "/mnt/f", "one");
	REQUIRE_OK(kern_close(k, out));
	REQUIRE_OK(kern_close(k, fd));
	fs_close(&fs);
}

CASE(ext4_fiemap, "the map of a file with holes: where, how long, and the last")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	struct fiemap *map = calloc(1, sizeof(*map) + 16 * sizeof(struct fiemap_extent));
	int fd = open_file(&fs, O_RDWR);

	REQUIRE(map != NULL);
	for (int i = 0; i < 8; i++)
		write_pattern(k, fd, i * 8192, 4096);
	map->fm_length = FIEMAP_MAX_OFFSET;
	map->fm_flags = FIEMAP_FLAG_SYNC;
	map->fm_extent_count = 16;
	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_FIEMAP, map));
	REQUIRE_EQ(8, map->fm_mapped_extents);
	for (int i = 0; i < 8; i++) {
		REQUIRE_EQ(i * 8192, map->fm_extents[i].fe_logical);
		REQUIRE_EQ(4096, map->fm_extents[i].fe_length);
		REQUIRE_EQ(i == 7, map->fm_extents[i].fe_flags & FIEMAP_EXTENT_LAST);
	}
	free(map);
	REQUIRE_OK(kern_close(k, fd));
	fs_close(&fs);
}

CASE(ext4_label, "a label is set, read, and there after a remount")
{
	struct fs fs = open_small();
	char label[FSLABEL_MAX] = "rumpus";
	int fd = open_file(&fs, O_RDWR);

	REQUIRE_OK(kern_ioctl(fs.k, fd, FS_IOC_SETFSLABEL, label));
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_remount(&fs, NULL);
	memset(label, 0, sizeof(label));
	fd = open_file(&fs, O_RDWR);
	REQUIRE_OK(kern_ioctl(fs.k, fd, FS_IOC_GETFSLABEL, label));
	REQUIRE_STREQ("rumpus", label);
	memset(label, 'x', sizeof(label) - 1);
	REQUIRE_ERROR(kern_ioctl(fs.k, fd, FS_IOC_SETFSLABEL, label), EINVAL);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_close(&fs);
}

/* Stops the file system as a power cut would, and mounts what is left. */
static void shut_down(struct fs *fs, int fd, uint32_t how)
{
	REQUIRE_OK(kern_ioctl(fs->k, fd, IOC_SHUTDOWN, &how));
	REQUIRE_ERROR(kern_open(fs->k, "/mnt/new", O_CREAT | O_WRONLY, 0644), EIO);
	REQUIRE_ERROR(kern_pwrite(fs->k, fd, "x", 1, 0), EIO);
	REQUIRE_ERROR(kern_fsync(fs->k, fd), EIO);
	REQUIRE_OK(kern_close(fs->k, fd));
	fs_remount(fs, NULL);
}

CASE(ext4_shutdown, "what was fsync'ed is there, what was not may be missing")
{
	struct fs fs = open_small();
	struct kern *k = fs.k;
	int fd = open_file(&fs, O_RDWR);

	write_pattern(k, fd, 0, 20000);
	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_put(k, "/mnt/lost", "x", 1));
	shut_down(&fs, fd, SHUTDOWN_NOLOGFLUSH);
	require_pattern_file(k, "/mnt/f", 20000);
	REQUIRE_ERROR(kern_access(k, "/mnt/lost", F_OK), ENOENT);
	fs_close(&fs);
}

CASE(ext4_shutdown_log, "with the journal flushed first, names are there too")
{
	struct fs fs = open_small();
	int fd = open_file(&fs, O_RDWR);

	REQUIRE_OK(kern_mkdir(fs.k, "/mnt/d", 0755));
	shut_down(&fs, fd, SHUTDOWN_LOGFLUSH);
	REQUIRE_OK(kern_access(fs.k, "/mnt/d", F_OK));
	fs_close(&fs);
}

CASE(ext4_shutdown_orphan, "an unlinked open file is freed by the next mount")
{
	struct fs fs = open_small();
	struct statfs before = { 0 }, after = { 0 };
	int fd;

	REQUIRE_OK(kern_statfs(fs.k, "/mnt", &before));
	fd = open_file(&fs, O_RDWR);
	write_pattern(fs.k, fd, 0, 50000);
	REQUIRE_OK(kern_fsync(fs.k, fd));
	REQUIRE_OK(kern_unlink(fs.k, "/mnt/f"));
	shut_down(&fs, fd, SHUTDOWN_LOGFLUSH);
	REQUIRE_OK(kern_statfs(fs.k, "/mnt", &after));
	REQUIRE_EQ(before.f_bfree, after.f_bfree);
	REQUIRE_EQ(before.f_ffree, after.f_ffree);
	fs_close(&fs);
}

CASE(ext4_resize, "a file system grows while it is mounted")
{
	struct disk *d = disk_new(16 << 20), *small = disk_open("ext4/small");
	struct kern *k = kern_boot("ext4");
	struct statfs before = { 0 }, after = { 0 };
	uint64_t blocks = 16 << 10;
	int fd;

	disk_write(d, 0, small->data, small->size);
	disk_close(small);
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	REQUIRE_OK(kern_statfs(k, "/mnt", &before));
	fd = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY));
	REQUIRE_OK(kern_ioctl(k, fd, IOC_RESIZE, &blocks));
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_OK(kern_statfs(k, "/mnt", &after));
	REQUIRE(after.f_blocks > before.f_blocks + 7000);
	put_pattern(k, "/mnt/f", 9 << 20);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_OK(kern_mount(k, d, "/mnt", "ext4", NULL));
	require_pattern_file(k, "/mnt/f", 9 << 20);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	kern_halt(k);
	disk_close(d);
}

CASE(ext4_trim, "FITRIM gives the free blocks back to the disk")
{
	struct fs fs = open_small();
	struct fstrim_range range = { .len = UINT64_MAX };
	int fd = REQUIRE_OK(kern_open(fs.k, "/mnt", O_RDONLY));

	put_pattern(fs.k, "/mnt/f", 30000);
	REQUIRE_OK(kern_ioctl(fs.k, fd, FITRIM, &range));
	REQUIRE(range.len > 1 << 20);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_remount(&fs, NULL);
	require_pattern_file(fs.k, "/mnt/f", 30000);
	fs_close(&fs);
}

CASE(ext4_unknown_ioctl, "ENOTTY for a number that nobody knows")
{
	struct fs fs = open_small();
	int fd = open_file(&fs, O_RDWR);

	REQUIRE_ERROR(kern_ioctl(fs.k, fd, _IO('f', 250), NULL), ENOTTY);
	REQUIRE_ERROR(kern_ioctl(fs.k, fd, FS_IOC_GETFLAGS, NULL), EFAULT);
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_close(&fs);
}
