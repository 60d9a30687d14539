/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Functions that only read, on a known tree. */
#include <dirent.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "cases/fs/tree_util.h"

FS_CASE(tree_read, 0, "files of no, one and many blocks")
{
	tree(fs);
	require_lines(fs->k, "/mnt/empty", 0);
	require_lines(fs->k, "/mnt/one", 1);
	require_lines(fs->k, "/mnt/file", 1000);
	require_lines(fs->k, "/mnt/dir/inside", 3);
}

FS_CASE(tree_deep, 0, "a file five directories down, and back up by \"..\"")
{
	tree(fs);
	require_lines(fs->k, "/mnt/dir/a/b/c/d/deep", 2);
	require_lines(fs->k, "/mnt/dir/a/b/c/d/../../../../inside", 3);
	REQUIRE_ERROR(kern_access(fs->k, "/mnt/dir/a/b/c/d/no", F_OK), ENOENT);
	REQUIRE_ERROR(kern_access(fs->k, "/mnt/file/no", F_OK), ENOTDIR);
}

FS_CASE(tree_long_name, 0, "a name of 200 bytes, or the longest")
{
	char path[256] = "/mnt/";

	tree(fs);
	memset(path + 5, 'n', name_max(fs, 200));
	require_lines(fs->k, path, 4);
	path[4 + name_max(fs, 200)] = '\0';
	REQUIRE_ERROR(kern_access(fs->k, path, F_OK), ENOENT);
}

FS_CASE(tree_stat, 0, "types, sizes and link counts")
{
	struct kern *k = fs->k;
	struct stat st;

	tree(fs);
	st = stat_of(k, "/mnt/file");
	REQUIRE(S_ISREG(st.st_mode));
	REQUIRE_EQ(1000 * TREE_LINE, st.st_size);
	REQUIRE_EQ(1, st.st_nlink);
	REQUIRE_EQ(0, st.st_uid);
	REQUIRE(S_ISDIR(stat_of(k, "/mnt/dir").st_mode));
	REQUIRE_EQ(0, stat_of(k, "/mnt/empty").st_size);
	REQUIRE_EQ(stat_of(k, "/mnt/dir/a/..").st_ino, stat_of(k, "/mnt/dir").st_ino);
	REQUIRE(stat_of(k, "/mnt/one").st_ino != stat_of(k, "/mnt/file").st_ino);
}

FS_CASE(tree_modes, FS_MODE, "modes, and who may read")
{
	struct kern *k = fs->k;
	int user = user_context(k, 1000);

	tree(fs);
	REQUIRE_EQ(S_IFREG | 0600, stat_of(k, "/mnt/one").st_mode);
	REQUIRE_EQ(S_IFREG | 0644, stat_of(k, "/mnt/file").st_mode);
	REQUIRE_EQ(S_IFDIR | 0755, stat_of(k, "/mnt/dir").st_mode);
	kern_switch(k, user);
	REQUIRE_ERROR(kern_open(k, "/mnt/one", O_RDONLY), EACCES);
	require_lines(k, "/mnt/file", 1000);
	kern_switch(k, 0);
}

static int see(void *arg, const struct kern_dirent *d)
{
	unsigned char *seen = arg;

	if (d->name[0] == '.')
		return 0;
	REQUIRE(strncmp(d->name, "entry-", 6) == 0);
	REQUIRE(d->type == DT_REG || d->type == DT_UNKNOWN);
	REQUIRE(atoi(d->name + 6) < TREE_MANY);
	REQUIRE_EQ(0, seen[atoi(d->name + 6)]++);
	return 0;
}

FS_CASE(tree_readdir, 0, "three hundred names, each once, each with its file")
{
	unsigned char seen[TREE_MANY] = { 0 };
	char path[64];

	tree(fs);
	REQUIRE_EQ(TREE_MANY + (fs->comp->lacks & FS_DOTS ? 0 : 2),
	    kern_readdir(fs->k, "/mnt/many", see, seen));
	for (int i = 0; i < TREE_MANY; i += 11) {
		snprintf(path, sizeof(path), "/mnt/many/entry-%03d", i);
		require_lines(fs->k, path, 1);
	}
}

FS_CASE(tree_symlinks, FS_SYMLINK, "to a file, through a directory, 200 bytes long")
{
	struct kern *k = fs->k;
	char got[256] = "";

	tree(fs);
	REQUIRE_EQ(4, kern_readlink(k, "/mnt/short", got, sizeof(got)));
	REQUIRE_STREQ("file", got);
	require_lines(k, "/mnt/short", 1000);
	require_lines(k, "/mnt/through/c/d/deep", 2);
	REQUIRE_EQ(200, kern_readlink(k, "/mnt/long", got, sizeof(got)));
	REQUIRE_EQ('x', got[199]);
	REQUIRE_ERROR(kern_open(k, "/mnt/short", O_RDONLY | O_NOFOLLOW), ELOOP);
	REQUIRE_ERROR(kern_readlink(k, "/mnt/file", got, sizeof(got)), EINVAL);
}

FS_CASE(tree_seek, 0, "reads at positions all over a file")
{
	struct kern *k = fs->k;
	char want[100], got[100] = "";
	int fd;

	tree(fs);
	fd = REQUIRE_OK(kern_open(k, "/mnt/file", O_RDONLY));
	REQUIRE_EQ(13000, kern_lseek(k, fd, 0, SEEK_END));
	for (uint64_t at = 12900; at > 1000; at -= 977) {
		tree_lines(want, 100, at);
		REQUIRE_EQ(at, kern_lseek(k, fd, at, SEEK_SET));
		REQUIRE_EQ(100, kern_read(k, fd, got, 100));
		REQUIRE_MEMEQ(want, got, 100);
	}
	REQUIRE_EQ(50, kern_pread(k, fd, got, 100, 12950));
	REQUIRE_EQ(0, kern_pread(k, fd, got, 100, 13000));
	REQUIRE_ERROR(kern_lseek(k, fd, -1, SEEK_SET), EINVAL);
	REQUIRE_ERROR(kern_write(k, fd, "x", 1), EBADF);
}

FS_CASE(tree_mmap, 0, "a mapping shows the file, and zeroes behind its end")
{
	struct kern *k = fs->k;
	char want[256], got[256] = "";
	uint64_t addr = 0;
	int fd;

	tree(fs);
	fd = REQUIRE_OK(kern_open(k, "/mnt/file", O_RDONLY));
	REQUIRE_OK(kern_mmap(k, &addr, 20480, PROT_READ, MAP_PRIVATE, fd, 0));
	for (int at = 0; at + 256 < 13000; at += 4000) {
		tree_lines(want, 256, at);
		REQUIRE_OK(kern_peek(k, got, addr + at, 256));
		REQUIRE_MEMEQ(want, got, 256);
	}
	REQUIRE_OK(kern_peek(k, got, addr + 13000, 4));
	REQUIRE_MEMEQ("\0\0\0\0", got, 4);
	REQUIRE_ERROR(kern_peek(k, got, addr + 16384, 1), EIO);
}

FS_CASE(tree_twice, FS_PERSIST | FS_INODE_NUMBERS,
    "a second mount finds the same inode numbers and bytes")
{
	ino_t ino, deep;

	tree(fs);
	ino = stat_of(fs->k, "/mnt/file").st_ino;
	deep = stat_of(fs->k, "/mnt/dir/a/b/c/d/deep").st_ino;
	fs_remount(fs, NULL);
	require_lines(fs->k, "/mnt/dir/a/b/c/d/deep", 2);
	REQUIRE_EQ(deep, stat_of(fs->k, "/mnt/dir/a/b/c/d/deep").st_ino);
	REQUIRE_EQ(ino, stat_of(fs->k, "/mnt/file").st_ino);
}

FS_CASE(tree_open_modes, 0, "a read-only file system opens for reading only")
{
	struct kern *k = fs->k;

	tree(fs);
	REQUIRE_ERROR(kern_open(k, "/mnt/file", O_WRONLY), EROFS);
	REQUIRE_ERROR(kern_open(k, "/mnt/file", O_RDWR), EROFS);
	REQUIRE_ERROR(kern_open(k, "/mnt/file", O_WRONLY | O_TRUNC), EROFS);
	REQUIRE_ERROR(kern_open(k, "/mnt/new", O_CREAT | O_WRONLY, 0644), EROFS);
	REQUIRE_ERROR(kern_open(k, "/mnt/new", O_CREAT | O_RDONLY, 0644), EROFS);
	REQUIRE_OK(kern_open(k, "/mnt/file", O_CREAT | O_RDONLY, 0644));
	REQUIRE_ERROR(kern_access(k, "/mnt/file", W_OK), EROFS);
	REQUIRE_OK(kern_access(k, "/mnt/file", R_OK));
}

FS_CASE(tree_erofs, 0, "every call that changes something is EROFS")
{
	struct kern *k = fs->k;

	tree(fs);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/new", 0755), EROFS);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/dir", 0755), EROFS, EEXIST);
	REQUIRE_ERROR(kern_rmdir(k, "/mnt/dir"), EROFS);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/file"), EROFS);
	REQUIRE_ERROR(kern_rename(k, "/mnt/file", "/mnt/new"), EROFS);
	REQUIRE_ERROR(kern_link(k, "/mnt/file", "/mnt/new"), EROFS);
	REQUIRE_ERROR(kern_symlink(k, "file", "/mnt/new"), EROFS);
	REQUIRE_ERROR(kern_mknod(k, "/mnt/new", S_IFREG | 0644, 0), EROFS);
	REQUIRE_ERROR(kern_mknod(k, "/mnt/new", S_IFIFO | 0644, 0), EROFS);
	REQUIRE_ERROR(kern_chmod(k, "/mnt/file", 0777), EROFS);
	REQUIRE_ERROR(kern_chown(k, "/mnt/file", 1, 1), EROFS);
	REQUIRE_ERROR(kern_truncate(k, "/mnt/file", 0), EROFS);
	REQUIRE_ERROR(kern_utimens(k, "/mnt/file", NULL), EROFS);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/file", "trusted.a", "x", 1, 0), EROFS);
	REQUIRE_ERROR(kern_removexattr(k, "/mnt/file", "trusted.a"), EROFS);
	require_lines(k, "/mnt/file", 1000);
}
