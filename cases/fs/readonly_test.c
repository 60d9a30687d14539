/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Mounts that change from writable to read-only and back. */
#include <sys/mount.h>

#include "cases/fs/fs_util.h"

FS_CASE_RW(remount_read_only, FS_REMOUNT_RO, "nothing can be written, then it can be again")
{
	struct kern *k = fs->k;

	put_pattern(k, "/mnt/f", 5000);
	REQUIRE_OK(kern_remount(k, "/mnt", MS_RDONLY, NULL));
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_WRONLY), EROFS);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/f"), EROFS);
	require_pattern_file(k, "/mnt/f", 5000);
	REQUIRE_OK(kern_remount(k, "/mnt", 0, NULL));
	put_pattern(k, "/mnt/g", 100);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
}

FS_CASE_RW(remount_busy_writer, FS_REMOUNT_RO, "EBUSY while a file is open for writing")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_WRONLY, 0644));

	REQUIRE_ERROR(kern_remount(k, "/mnt", MS_RDONLY, NULL), EBUSY);
	REQUIRE_EQ(1, kern_write(k, fd, "x", 1));
	REQUIRE_OK(kern_close(k, fd));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_remount(k, "/mnt", MS_RDONLY, NULL));
	REQUIRE_EQ(1, kern_read(k, fd, (char[2]){ 0 }, 2));
}

FS_CASE_RW(remount_busy_unlinked, FS_REMOUNT_RO | FS_UNLINK_OPEN,
    "EBUSY while a file is open that is to be freed at its close")
{
	struct kern *k = fs->k;
	int fd;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_ERROR(kern_remount(k, "/mnt", MS_RDONLY, NULL), EBUSY);
	REQUIRE_OK(kern_close(k, fd));
	settle(fs);
	REQUIRE_OK(kern_remount(k, "/mnt", MS_RDONLY, NULL));
}

FS_CASE_RW(remount_writes_out, FS_REMOUNT_RO | FS_PERSIST, "what was written before is on the disk")
{
	struct kern *k = fs->k;

	put_pattern(k, "/mnt/f", 50000);
	REQUIRE_OK(kern_remount(k, "/mnt", MS_RDONLY, NULL));
	fs_remount(fs, NULL);
	require_pattern_file(k, "/mnt/f", 50000);
}

FS_CASE_RW(mount_read_only, FS_PERSIST | FS_UNTOUCHED,
    "a mount that is read-only from the start changes no byte")
{
	struct kern *k = fs->k;
	uint64_t before;

	put_pattern(k, "/mnt/f", 5000);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	before = disk_hash(fs->disk);
	REQUIRE_OK(
	    kern_mount_flags(k, fs->disk, "/mnt", fs->comp->type, MS_RDONLY, fs->comp->options));
	require_pattern_file(k, "/mnt/f", 5000);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/f"), EROFS);
	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_EQ(before, disk_hash(fs->disk));
	REQUIRE_OK(kern_mount(k, fs->disk, "/mnt", fs->comp->type, fs->comp->options));
}

FS_CASE_RW(unmount_busy, 0, "EBUSY while a file is open or somebody is inside")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_WRONLY, 0644));

	REQUIRE_ERROR(kern_umount(k, "/mnt"), EBUSY);
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_OK(kern_chdir(k, "/mnt"));
	REQUIRE_ERROR(kern_umount(k, "/mnt"), EBUSY);
	REQUIRE_OK(kern_chdir(k, "/"));
}

FS_CASE_RW(unmount_not_mounted, 0, "EINVAL for a directory that is no mount point")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	REQUIRE_ERROR(kern_umount(fs->k, "/mnt/d"), EINVAL);
	REQUIRE_ERROR(kern_umount(fs->k, "/mnt/no"), ENOENT);
}

FS_CASE_RW(mount_bad_option, FS_BAD_OPTION, "an option that nobody knows is EINVAL")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_umount(k, "/mnt"));
	REQUIRE_ERROR(kern_mount(k, fs->disk, "/mnt", fs->comp->type, "no_such_option=1"), EINVAL);
	REQUIRE_OK(kern_mount(k, fs->disk, "/mnt", fs->comp->type, fs->comp->options));
}

FS_CASE_RW(mount_unknown_type, 0, "ENODEV for a type that does not exist")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	REQUIRE_ERROR(kern_mount(fs->k, fs->disk, "/mnt/d", "nosuchfs", NULL), ENODEV);
}
