/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * struct stat from statx(2), whose layout is the same on every architecture.
 */
#include <errno.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "harness/internal.h"

static struct timespec time_of(struct statx_timestamp t)
{
	return (struct timespec){ .tv_sec = t.tv_sec, .tv_nsec = t.tv_nsec };
}

static int stat_at(struct kern *k, int dir, const char *path, int flags, struct stat *st)
{
	struct statx x = { 0 };
	const long error =
	    kern_call(k, KERN_STATX, dir, (long)path, flags, STATX_BASIC_STATS, (long)&x);

	if (error < 0)
		return error;
	memset(st, 0, sizeof(*st));
	st->st_dev = makedev(x.stx_dev_major, x.stx_dev_minor);
	st->st_rdev = makedev(x.stx_rdev_major, x.stx_rdev_minor);
	st->st_ino = x.stx_ino;
	st->st_mode = x.stx_mode;
	st->st_nlink = x.stx_nlink;
	st->st_uid = x.stx_uid;
	st->st_gid = x.stx_gid;
	st->st_size = x.stx_size;
	st->st_blksize = x.stx_blksize;
	st->st_blocks = x.stx_blocks;
	st->st_atim = time_of(x.stx_atime);
	st->st_mtim = time_of(x.stx_mtime);
	st->st_ctim = time_of(x.stx_ctime);
	return 0;
}

int kern_stat(struct kern *k, const char *path, struct stat *st)
{
	return stat_at(k, AT_FDCWD, path, 0, st);
}

int kern_lstat(struct kern *k, const char *path, struct stat *st)
{
	return stat_at(k, AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, st);
}

int kern_fstat(struct kern *k, int fd, struct stat *st)
{
	return stat_at(k, fd, "", AT_EMPTY_PATH, st);
}
