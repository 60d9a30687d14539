/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* File handles, which a server of NFS gives out: they lead to a file by its inode, with
 * no name, also long afterwards. */
#include <stdlib.h>

#include "cases/fs/tree_util.h"

struct handle {
	struct file_handle head;
	unsigned char bytes[MAX_HANDLE_SZ];
};

static int handle_of(struct kern *k, const char *path, struct handle *h)
{
	int mount;

	h->head.handle_bytes = MAX_HANDLE_SZ;
	return kern_call(k, KERN_NAME_TO_HANDLE_AT, AT_FDCWD, (long)path, (long)&h->head,
	    (long)&mount, 0);
}

static int open_handle(struct kern *k, struct handle *h, int flags)
{
	const int root = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY | O_DIRECTORY));
	const int fd = kern_call(k, KERN_OPEN_BY_HANDLE_AT, root, (long)&h->head, flags);

	REQUIRE_OK(kern_close(k, root));
	return fd;
}

FS_CASE_RW(handle_file, FS_HANDLE, "a file is opened by its handle, under whatever name")
{
	struct kern *k = fs->k;
	struct handle h;
	char got[5];
	int fd;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "hello", 5));
	REQUIRE_OK(handle_of(k, "/mnt/d/f", &h));
	REQUIRE_OK(kern_rename(k, "/mnt/d/f", "/mnt/g"));
	fd = REQUIRE_OK(open_handle(k, &h, O_RDWR));
	REQUIRE_EQ(5, kern_pread(k, fd, got, 5, 0));
	REQUIRE_MEMEQ("hello", got, 5);
	REQUIRE_EQ(1, kern_pwrite(k, fd, "J", 1, 0));
	REQUIRE_OK(kern_close(k, fd));
	require_content(k, "/mnt/g", "Jello");
}

FS_CASE_RW(handle_lasting, FS_HANDLE | FS_PERSIST | FS_INODE_NUMBERS,
    "and after an unmount, when nothing is cached: a file, and a folder below others")
{
	struct kern *k = fs->k;
	struct handle file, folder;
	struct stat st;
	char got[5];
	int fd;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d/e", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/e/f", "hello", 5));
	REQUIRE_OK(handle_of(k, "/mnt/d/e/f", &file));
	REQUIRE_OK(handle_of(k, "/mnt/d/e", &folder));
	fs_remount(fs, NULL);
	fd = REQUIRE_OK(open_handle(k, &file, O_RDONLY));
	REQUIRE_EQ(5, kern_pread(k, fd, got, 5, 0));
	REQUIRE_MEMEQ("hello", got, 5);
	REQUIRE_OK(kern_close(k, fd));
	fd = REQUIRE_OK(open_handle(k, &folder, O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_fstat(k, fd, &st));
	REQUIRE_EQ(stat_of(k, "/mnt/d/e").st_ino, st.st_ino);
	/* The way up is found from below. */
	REQUIRE_OK(kern_call(k, KERN_FCHDIR, fd));
	REQUIRE_OK(kern_stat(k, "..", &st));
	REQUIRE_EQ(stat_of(k, "/mnt/d").st_ino, st.st_ino);
	REQUIRE_OK(kern_chdir(k, "/"));
	REQUIRE_OK(kern_close(k, fd));
}

FS_CASE(handle_tree, FS_HANDLE | FS_PERSIST | FS_INODE_NUMBERS,
    "and of what is only read: a file and a folder, five directories down")
{
	struct kern *k = fs->k;
	struct handle file, folder;
	char got[TREE_LINE];
	struct stat st;
	int fd;

	tree(fs);
	REQUIRE_OK(handle_of(k, "/mnt/dir/a/b/c/d/deep", &file));
	REQUIRE_OK(handle_of(k, "/mnt/dir/a/b/c/d", &folder));
	fs_remount(fs, NULL);
	fd = REQUIRE_OK(open_handle(k, &file, O_RDONLY));
	REQUIRE_EQ(TREE_LINE, kern_pread(k, fd, got, TREE_LINE, TREE_LINE));
	REQUIRE_MEMEQ("line 0000001\n", got, TREE_LINE);
	REQUIRE_OK(kern_close(k, fd));
	fd = REQUIRE_OK(open_handle(k, &folder, O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_call(k, KERN_FCHDIR, fd));
	REQUIRE_OK(kern_stat(k, "../../../../inside", &st));
	REQUIRE_EQ(3 * TREE_LINE, st.st_size);
	REQUIRE_OK(kern_chdir(k, "/"));
	REQUIRE_OK(kern_close(k, fd));
}

FS_CASE_RW(handle_stale, FS_HANDLE,
    "of a file that is gone: ESTALE, also if its inode is another's")
{
	struct kern *k = fs->k;
	struct handle h;
	char path[32];

	REQUIRE_OK(kern_put(k, "/mnt/f", "hello", 5));
	REQUIRE_OK(handle_of(k, "/mnt/f", &h));
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_ERROR(open_handle(k, &h, O_RDONLY), ESTALE);
	for (int i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "/mnt/f%d", i);
		REQUIRE_OK(kern_put(k, path, "other", 5));
	}
	REQUIRE_ERROR(open_handle(k, &h, O_RDONLY), ESTALE);
}

/* A number may have become that of another file; then this is opened. */
static void try_handle(struct kern *k, struct handle *h)
{
	const int fd = open_handle(k, h, O_RDONLY);

	if (fd >= 0)
		REQUIRE_OK(kern_close(k, fd));
	else
		REQUIRE_ERROR(fd, ESTALE);
}

FS_CASE_RW(handle_bad, FS_HANDLE, "of numbers that nobody gave out: ESTALE, and nothing breaks")
{
	struct handle h, bad;

	REQUIRE_OK(kern_put(fs->k, "/mnt/f", "hello", 5));
	REQUIRE_OK(handle_of(fs->k, "/mnt/f", &h));
	for (unsigned i = 0; i < h.head.handle_bytes; i++) {
		bad = h;
		bad.bytes[i] ^= 0xff;
		try_handle(fs->k, &bad);
	}
	for (int type = 1; type < 256; type++) {
		bad = h;
		bad.head.handle_type = type;
		try_handle(fs->k, &bad);
	}
	bad = h;
	bad.head.handle_bytes = 4;
	REQUIRE_ERROR(open_handle(fs->k, &bad, O_RDONLY), ESTALE);
	memset(bad.bytes, 0xff, sizeof(bad.bytes));
	bad.head.handle_bytes = h.head.handle_bytes;
	REQUIRE_ERROR(open_handle(fs->k, &bad, O_RDONLY), ESTALE);
}
