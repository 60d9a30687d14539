/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Files come and go: open with O_CREAT, and unlink. */
#include "cases/fs/fs_util.h"

FS_CASE_RW(create, 0, "a file that is created is empty, regular and found")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_WRONLY, 0644));
	struct stat st = { 0 };

	REQUIRE_OK(kern_fstat(k, fd, &st));
	REQUIRE(S_ISREG(st.st_mode));
	REQUIRE_EQ(0, st.st_size);
	REQUIRE_EQ(1, st.st_nlink);
	REQUIRE_EQ(st.st_ino, stat_of(k, "/mnt/f").st_ino);
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_ERROR(kern_close(k, fd), EBADF);
}

FS_CASE_RW(create_exclusive, 0, "O_EXCL creates once")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_EXCL | O_WRONLY, 0644));

	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_CREAT | O_EXCL | O_WRONLY, 0644), EEXIST);
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_ERROR(kern_open(k, "/mnt/d", O_CREAT | O_EXCL | O_RDONLY, 0644), EEXIST);
}

FS_CASE_RW(create_exclusive_symlink, FS_SYMLINK, "O_EXCL does not follow a dangling link")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_symlink(k, "target", "/mnt/l"));
	REQUIRE_ERROR(kern_open(k, "/mnt/l", O_CREAT | O_EXCL | O_WRONLY, 0644), EEXIST);
	REQUIRE_ERROR(kern_access(k, "/mnt/target", F_OK), ENOENT);
	REQUIRE_OK(kern_open(k, "/mnt/l", O_CREAT | O_WRONLY, 0644));
	REQUIRE_OK(kern_access(k, "/mnt/target", F_OK));
}

FS_CASE_RW(create_nowhere, 0, "no directory, or a file in its place")
{
	struct kern *k = fs->k;

	REQUIRE_ERROR(kern_open(k, "/mnt/no/f", O_CREAT | O_WRONLY, 0644), ENOENT);
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_open(k, "/mnt/f/g", O_CREAT | O_WRONLY, 0644), ENOTDIR);
	REQUIRE_ERROR(kern_open(k, "/mnt/g/", O_CREAT | O_WRONLY, 0644), EISDIR);
	REQUIRE_ERROR(kern_open(k, "", O_RDONLY), ENOENT);
	REQUIRE_ERROR(kern_open(k, "/mnt/g", O_WRONLY), ENOENT);
}

FS_CASE_RW(create_keeps, 0, "O_CREAT leaves an existing file as it is, O_TRUNC empties it")
{
	struct kern *k = fs->k;
	int fd;

	REQUIRE_OK(kern_put(k, "/mnt/f", "content", 7));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_WRONLY, 0644));
	REQUIRE_OK(kern_close(k, fd));
	require_content(k, "/mnt/f", "content");
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_WRONLY | O_TRUNC));
	REQUIRE_OK(kern_close(k, fd));
	require_content(k, "/mnt/f", "");
}

FS_CASE_RW(open_directory, 0, "what can and can not be opened as a directory")
{
	struct kern *k = fs->k;
	char buf[16] = "";
	int fd;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_RDONLY | O_DIRECTORY), ENOTDIR);
	REQUIRE_ERROR(kern_open(k, "/mnt/d", O_WRONLY), EISDIR);
	REQUIRE_ERROR(kern_open(k, "/mnt/d", O_RDWR), EISDIR);
	REQUIRE_ERROR(kern_open(k, "/mnt/d", O_CREAT | O_RDONLY, 0644), EISDIR);
	fd = REQUIRE_OK(kern_open(k, "/mnt/d", O_RDONLY | O_DIRECTORY));
	REQUIRE_ERROR(kern_read(k, fd, buf, sizeof(buf)), EISDIR);
	REQUIRE_ERROR(kern_write(k, fd, buf, sizeof(buf)), EBADF);
}

FS_CASE_RW(open_nofollow, FS_SYMLINK, "O_NOFOLLOW refuses a link at the end only")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	REQUIRE_OK(kern_symlink(k, "d", "/mnt/dl"));
	REQUIRE_OK(kern_symlink(k, "f", "/mnt/d/fl"));
	REQUIRE_ERROR(kern_open(k, "/mnt/d/fl", O_RDONLY | O_NOFOLLOW), ELOOP);
	REQUIRE_ERROR(kern_open(k, "/mnt/dl", O_RDONLY | O_DIRECTORY | O_NOFOLLOW), ENOTDIR);
	REQUIRE_OK(kern_open(k, "/mnt/dl/f", O_RDONLY | O_NOFOLLOW));
}

FS_CASE_RW(open_mode_checks, 0, "a descriptor does what it was opened for")
{
	struct kern *k = fs->k;
	char buf[4] = "abc";
	int fd;

	REQUIRE_OK(kern_put(k, "/mnt/f", "xyz", 3));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_ERROR(kern_write(k, fd, buf, 3), EBADF);
	REQUIRE_ERROR(kern_ftruncate(k, fd, 0), EINVAL, EBADF);
	REQUIRE_OK(kern_close(k, fd));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_WRONLY));
	REQUIRE_ERROR(kern_read(k, fd, buf, 3), EBADF);
	REQUIRE_OK(kern_close(k, fd));
	require_content(k, "/mnt/f", "xyz");
}

FS_CASE_RW(unlink, 0, "an unlinked file is gone, its name can be used again")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "one", 3));
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_ERROR(kern_access(k, "/mnt/f", F_OK), ENOENT);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/f"), ENOENT);
	REQUIRE_OK(kern_put(k, "/mnt/f", "two", 3));
	require_content(k, "/mnt/f", "two");
}

FS_CASE_RW(unlink_errors, 0, "unlink takes no directory and no wrong path")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_unlink(k, "/mnt/d"), EISDIR, EPERM);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/f/"), ENOTDIR);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/f/x"), ENOTDIR);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/no/f"), ENOENT);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/d/."), EISDIR, EPERM, EINVAL);
	REQUIRE_OK(kern_access(k, "/mnt/f", F_OK));
	REQUIRE_OK(kern_access(k, "/mnt/d", F_OK));
}

FS_CASE_RW(unlink_open, FS_UNLINK_OPEN, "an open file outlives its name")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	struct stat st = { 0 };

	write_pattern(k, fd, 0, 3000);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	require_pattern(k, fd, 0, 3000);
	write_pattern(k, fd, 3000, 3000);
	require_pattern(k, fd, 0, 6000);
	REQUIRE_OK(kern_fstat(k, fd, &st));
	REQUIRE_EQ(0, st.st_nlink);
	REQUIRE_EQ(6000, st.st_size);
	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_close(k, fd));
}

FS_CASE_RW(unlink_gives_space_back, FS_UNLINK_OPEN | FS_FREES | FS_STATFS,
    "blocks are free after the last close")
{
	struct kern *k = fs->k;
	struct statfs before = { 0 }, open = { 0 }, after = { 0 };
	int fd;

	REQUIRE_OK(kern_put(k, "/mnt/g", "x", 1));
	settle(fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &before));
	put_pattern(k, "/mnt/f", 100000);
	settle(fs);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_OK(kern_statfs(k, "/mnt", &open));
	REQUIRE(open.f_bfree < before.f_bfree);
	REQUIRE_OK(kern_close(k, fd));
	settle(fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &after));
	REQUIRE_EQ(before.f_bfree, after.f_bfree);
}

FS_CASE_RW(tmpfile, FS_TMPFILE, "O_TMPFILE has no name and goes without a trace")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt", O_TMPFILE | O_RDWR, 0600));
	struct stat st = { 0 };

	write_pattern(k, fd, 0, 5000);
	require_pattern(k, fd, 0, 5000);
	REQUIRE_OK(kern_fstat(k, fd, &st));
	REQUIRE_EQ(0, st.st_nlink);
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_ERROR(kern_open(k, "/mnt", O_TMPFILE | O_RDONLY, 0600), EINVAL);
}

FS_CASE_RW(create_many, 0, "files by the hundred, each with its own content")
{
	struct kern *k = fs->k;
	char path[32], want[16];

	for (int i = 0; i < 200; i++) {
		snprintf(path, sizeof(path), "/mnt/file%d", i);
		snprintf(want, sizeof(want), "%d", i);
		REQUIRE_OK(kern_put(k, path, want, strlen(want)));
	}
	for (int i = 0; i < 200; i += 2) {
		snprintf(path, sizeof(path), "/mnt/file%d", i);
		REQUIRE_OK(kern_unlink(k, path));
	}
	for (int i = 0; i < 200; i++) {
		snprintf(path, sizeof(path), "/mnt/file%d", i);
		snprintf(want, sizeof(want), "%d", i);
		if (i % 2)
			require_content(k, path, want);
		else
			REQUIRE_ERROR(kern_access(k, path, F_OK), ENOENT);
	}
}
