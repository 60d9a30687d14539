/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What is left after an unmount and a mount: the disk, and no cache. */
#include "cases/fs/fs_util.h"

FS_CASE_RW(remount_file, FS_PERSIST, "content and size")
{
	struct kern *k = fs->k;

	put_pattern(k, "/mnt/f", 123457);
	put_pattern(k, "/mnt/empty", 0);
	fs_remount(fs, NULL);
	require_pattern_file(k, "/mnt/f", 123457);
	require_pattern_file(k, "/mnt/empty", 0);
}

FS_CASE_RW(fsync_file, FS_PERSIST, "fsync and fdatasync succeed, and what they wrote is there")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));

	write_pattern(k, fd, 0, 5000);
	REQUIRE_OK(kern_fsync(k, fd));
	write_pattern(k, fd, 5000, 5000);
	REQUIRE_OK(kern_fdatasync(k, fd));
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(fs, NULL);
	require_pattern_file(k, "/mnt/f", 10000);
}

FS_CASE_RW(fsync_directory, FS_SYNC_DIR, "fsync of a directory, empty and with a new name")
{
	struct kern *k = fs->k;
	int dir;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	dir = REQUIRE_OK(kern_open(k, "/mnt/d", O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_fsync(k, dir));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	REQUIRE_OK(kern_fsync(k, dir));
	REQUIRE_OK(kern_close(k, dir));
	require_content(k, "/mnt/d/f", "x");
}

FS_CASE_RW(sync_calls, 0, "sync, syncfs, sync_file_range")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));

	write_pattern(k, fd, 0, 5000);
	REQUIRE_OK(kern_sync(k));
	REQUIRE_OK(kern_call(k, KERN_SYNCFS, fd));
	write_pattern(k, fd, 0, 5000);
	REQUIRE_OK(kern_call(k, KERN_SYNC_FILE_RANGE, fd, 0, 4096, SYNC_FILE_RANGE_WRITE));
	REQUIRE_ERROR(kern_call(k, KERN_SYNC_FILE_RANGE, fd, -1, 4096, SYNC_FILE_RANGE_WRITE),
	    EINVAL);
	REQUIRE_ERROR(kern_fsync(k, 999), EBADF);
	require_pattern(k, fd, 0, 5000);
}

FS_CASE_RW(open_sync, FS_PERSIST, "O_SYNC and O_DSYNC")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR | O_SYNC, 0644));

	write_pattern(k, fd, 0, 3000);
	REQUIRE_OK(kern_close(k, fd));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_WRONLY | O_APPEND | O_DSYNC));
	write_pattern(k, fd, 3000, 3000);
	REQUIRE_OK(kern_close(k, fd));
	fs_remount(fs, NULL);
	require_pattern_file(k, "/mnt/f", 6000);
}

FS_CASE_RW(remount_tree, FS_PERSIST, "directories, names and their absence")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/a/b", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/a/b/f", "x", 1));
	REQUIRE_OK(kern_put(k, "/mnt/a/gone", "y", 1));
	REQUIRE_OK(kern_unlink(k, "/mnt/a/gone"));
	REQUIRE_OK(kern_mkdir(k, "/mnt/gone", 0755));
	REQUIRE_OK(kern_rmdir(k, "/mnt/gone"));
	fs_remount(fs, NULL);
	require_content(k, "/mnt/a/b/f", "x");
	REQUIRE_ERROR(kern_access(k, "/mnt/a/gone", F_OK), ENOENT);
	REQUIRE_ERROR(kern_access(k, "/mnt/gone", F_OK), ENOENT);
	require_dir_links(fs, "/mnt/a", 1);
}

static int count(void *arg, const struct kern_dirent *d)
{
	(void)d;
	++*(int *)arg;
	return 0;
}

FS_CASE_RW(remount_many, FS_PERSIST, "a directory of three hundred names")
{
	struct kern *k = fs->k;
	char path[64];
	int n = 0;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	for (int i = 0; i < 300; i++) {
		snprintf(path, sizeof(path), "/mnt/d/a name of some length %d", i);
		REQUIRE_OK(kern_put(k, path, path, strlen(path)));
	}
	fs_remount(fs, NULL);
	REQUIRE_EQ(302, kern_readdir(k, "/mnt/d", count, &n));
	for (int i = 0; i < 300; i += 7) {
		snprintf(path, sizeof(path), "/mnt/d/a name of some length %d", i);
		require_content(k, path, path);
	}
}

FS_CASE_RW(remount_holes, FS_PERSIST | FS_SPARSE | FS_ST_BLOCKS,
    "holes stay holes, blocks stay blocks")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	blkcnt_t blocks;

	for (int i = 0; i < 10; i++)
		write_pattern(k, fd, i * 40960, 4096);
	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_close(k, fd));
	blocks = stat_of(k, "/mnt/f").st_blocks;
	fs_remount(fs, NULL);
	REQUIRE_EQ(blocks, stat_of(k, "/mnt/f").st_blocks);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	for (int i = 0; i < 10; i++)
		require_pattern(k, fd, i * 40960, 4096);
	require_zeroes(k, fd, 4096, 36864);
}

FS_CASE_RW(remount_attributes, FS_PERSIST | FS_MODE | FS_OWNER | FS_LINK, "mode, owner, links")
{
	struct kern *k = fs->k;
	struct stat st;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_chown(k, "/mnt/f", 7000, 80));
	REQUIRE_OK(kern_chmod(k, "/mnt/f", 06751));
	REQUIRE_OK(kern_link(k, "/mnt/f", "/mnt/g"));
	fs_remount(fs, NULL);
	st = stat_of(k, "/mnt/g");
	REQUIRE_EQ(S_IFREG | 06751, st.st_mode);
	REQUIRE_EQ(7000, st.st_uid);
	REQUIRE_EQ(80, st.st_gid);
	REQUIRE_EQ(2, st.st_nlink);
}

FS_CASE_RW(remount_nodes, FS_PERSIST | FS_MKNOD, "device numbers, FIFOs, sockets")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mknod(k, "/mnt/c", S_IFCHR | 0600, 0x105));
	REQUIRE_OK(kern_mknod(k, "/mnt/b", S_IFBLK | 0600, 0x7f12));
	REQUIRE_OK(kern_mknod(k, "/mnt/p", S_IFIFO | 0600, 0));
	REQUIRE_OK(kern_mknod(k, "/mnt/s", S_IFSOCK | 0600, 0));
	fs_remount(fs, NULL);
	REQUIRE(S_ISCHR(stat_of(k, "/mnt/c").st_mode));
	REQUIRE_EQ(0x105, stat_of(k, "/mnt/c").st_rdev);
	REQUIRE(S_ISBLK(stat_of(k, "/mnt/b").st_mode));
	REQUIRE_EQ(0x7f12, stat_of(k, "/mnt/b").st_rdev);
	REQUIRE(S_ISFIFO(stat_of(k, "/mnt/p").st_mode));
	REQUIRE(S_ISSOCK(stat_of(k, "/mnt/s").st_mode));
	REQUIRE_ERROR(kern_open(k, "/mnt/s", O_RDONLY), ENXIO);
}

FS_CASE_RW(remount_large_devices, FS_PERSIST | FS_MKNOD | FS_LARGE_DEVS,
    "device numbers above 16 bits")
{
	struct kern *k = fs->k;
	const dev_t large = (0x7ful << 8) | 0x12 | (0x345ul << 20);

	REQUIRE_OK(kern_mknod(k, "/mnt/b", S_IFBLK | 0600, large));
	REQUIRE_OK(kern_mknod(k, "/mnt/c", S_IFCHR | 0600, large));
	fs_remount(fs, NULL);
	REQUIRE_EQ(large, stat_of(k, "/mnt/b").st_rdev);
	REQUIRE_EQ(large, stat_of(k, "/mnt/c").st_rdev);
}

FS_CASE_RW(remount_twice, FS_PERSIST, "written in three lives of the file system")
{
	struct kern *k = fs->k;

	for (int i = 0; i < 3; i++) {
		int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));

		write_pattern(k, fd, i * 3000, 3000);
		require_pattern(k, fd, 0, (i + 1) * 3000);
		REQUIRE_OK(kern_close(k, fd));
		fs_remount(fs, NULL);
	}
	require_pattern_file(k, "/mnt/f", 9000);
}

FS_CASE_RW(instance_is_fresh, 0, "a mount of a fresh instance has no file of another case")
{
	REQUIRE_ERROR(kern_access(fs->k, "/mnt/f", F_OK), ENOENT);
	put_pattern(fs->k, "/mnt/f", 10);
}
