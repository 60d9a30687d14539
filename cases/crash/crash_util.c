/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "cases/crash/crash_util.h"
#include <stdio.h>

void fill(struct fs *fs, int fd, off_t at, size_t len, char c)
{
	static char buf[1 << 20];

	REQUIRE(len <= sizeof(buf));
	for (size_t i = 0; i < len; i++)
		buf[i] = (at + i) % 16 ? c : (char)('A' + (at + i) / 512 % 26);
	REQUIRE_EQ(len, kern_pwrite(fs->k, fd, buf, len, at));
}

int make(struct fs *fs, const char *path, size_t len, char c)
{
	const int fd = kern_open(fs->k, path, O_RDWR | O_CREAT, 0644);

	REQUIRE_OK(fd);
	if (len)
		fill(fs, fd, 0, len, c);
	return fd;
}

void make_synced(struct fs *fs, const char *path, size_t len, char c)
{
	const int fd = make(fs, path, len, c);

	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
}

void sync_dir(struct fs *fs, const char *path)
{
	const int fd = kern_open(fs->k, path, O_RDONLY | O_DIRECTORY);

	REQUIRE_OK(fd);
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
}

void sync_fs(struct fs *fs)
{
	const int fd = kern_open(fs->k, fs->dir, O_RDONLY | O_DIRECTORY);

	REQUIRE_OK(fd);
	REQUIRE_OK(kern_call(fs->k, KERN_SYNCFS, fd));
	REQUIRE_OK(kern_close(fs->k, fd));
}
