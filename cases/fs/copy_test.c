/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Data that moves inside the kernel, and descriptors that are copied. */
#include "cases/fs/fs_util.h"

/* "/mnt/a", 10,000 bytes of pattern, and "/mnt/b", empty. */
static void open_pair(struct fs *fs, int *from, int *to)
{
	put_pattern(fs->k, "/mnt/a", 10000);
	*from = REQUIRE_OK(kern_open(fs->k, "/mnt/a", O_RDONLY));
	*to = REQUIRE_OK(kern_open(fs->k, "/mnt/b", O_CREAT | O_RDWR, 0644));
}

FS_CASE_RW(copy_file_range, FS_SPLICE, "a whole file, by positions and by offsets")
{
	struct kern *k = fs->k;
	int64_t in = 100, out = 100;
	int from, to;

	open_pair(fs, &from, &to);
	REQUIRE_EQ(10000, kern_call(k, KERN_COPY_FILE_RANGE, from, 0, to, 0, 20000, 0));
	require_pattern_file(k, "/mnt/b", 10000);
	REQUIRE_EQ(0, kern_call(k, KERN_COPY_FILE_RANGE, from, 0, to, 0, 100, 0));
	REQUIRE_OK(kern_ftruncate(k, to, 0));
	REQUIRE_EQ(500,
	    kern_call(k, KERN_COPY_FILE_RANGE, from, (long)&in, to, (long)&out, 500, 0));
	REQUIRE_EQ(600, in);
	REQUIRE_EQ(600, out);
	require_zeroes(k, to, 0, 100);
	require_pattern(k, to, 100, 500);
}

FS_CASE_RW(copy_file_range_errors, 0, "overlap, wrong descriptors, flags, directories")
{
	struct kern *k = fs->k;
	int64_t in = 0, out = 50;
	int from, to, both, dir;

	open_pair(fs, &from, &to);
	both = REQUIRE_OK(kern_open(k, "/mnt/a", O_RDWR));
	dir = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY));
	REQUIRE_ERROR(kern_call(k, KERN_COPY_FILE_RANGE, both, (long)&in, both, (long)&out, 100, 0),
	    EINVAL);
	REQUIRE_ERROR(kern_call(k, KERN_COPY_FILE_RANGE, to, 0, from, 0, 100, 0), EBADF);
	REQUIRE_ERROR(kern_call(k, KERN_COPY_FILE_RANGE, from, 0, to, 0, 100, 1), EINVAL);
	REQUIRE_ERROR(kern_call(k, KERN_COPY_FILE_RANGE, dir, 0, to, 0, 100, 0), EISDIR);
}

FS_CASE_RW(sendfile, FS_SPLICE, "from a file to a file, with and without an offset")
{
	struct kern *k = fs->k;
	int64_t at = 3000;
	int from, to;

	open_pair(fs, &from, &to);
	REQUIRE_EQ(3000, kern_call(k, KERN_SENDFILE, to, from, 0, 3000));
	REQUIRE_EQ(3000, kern_lseek(k, from, 0, SEEK_CUR));
	REQUIRE_EQ(7000, kern_call(k, KERN_SENDFILE, to, from, (long)&at, 20000));
	REQUIRE_EQ(10000, at);
	REQUIRE_EQ(3000, kern_lseek(k, from, 0, SEEK_CUR));
	require_pattern_file(k, "/mnt/b", 10000);
}

FS_CASE_RW(splice, FS_SPLICE, "from a file through a pipe to a file")
{
	struct kern *k = fs->k;
	int from, to, pipe[2] = { -1, -1 };
	long n, all = 0;

	open_pair(fs, &from, &to);
	REQUIRE_OK(kern_call(k, KERN_PIPE2, (long)pipe, 0));
	while ((n = REQUIRE_OK(kern_call(k, KERN_SPLICE, from, 0, pipe[1], 0, 4096, 0))) > 0) {
		REQUIRE_EQ(n, kern_call(k, KERN_SPLICE, pipe[0], 0, to, 0, n, 0));
		all += n;
	}
	REQUIRE_EQ(10000, all);
	require_pattern_file(k, "/mnt/b", 10000);
}

FS_CASE_RW(dup, 0, "copies of a descriptor share one position")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644)), a, b;

	a = REQUIRE_OK(kern_call(k, KERN_DUP, fd));
	b = REQUIRE_OK(kern_call(k, KERN_FCNTL, fd, F_DUPFD, 40));
	REQUIRE(a != fd && b >= 40);
	REQUIRE_EQ(3, kern_write(k, fd, "one", 3));
	REQUIRE_EQ(3, kern_write(k, a, "two", 3));
	REQUIRE_OK(kern_close(k, fd));
	REQUIRE_EQ(6, kern_lseek(k, b, 0, SEEK_CUR));
	REQUIRE_EQ(5, kern_write(k, b, "three", 5));
	require_content(k, "/mnt/f", "onetwothree");
	REQUIRE_ERROR(kern_call(k, KERN_DUP, 999), EBADF);
}

FS_CASE_RW(fcntl_flags, 0, "flags are seen, and O_APPEND can be switched")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_WRONLY, 0644));

	REQUIRE_EQ(O_WRONLY, kern_call(k, KERN_FCNTL, fd, F_GETFL) & O_ACCMODE);
	REQUIRE_EQ(3, kern_write(k, fd, "one", 3));
	REQUIRE_OK(kern_call(k, KERN_FCNTL, fd, F_SETFL, O_APPEND));
	REQUIRE(kern_call(k, KERN_FCNTL, fd, F_GETFL) & O_APPEND);
	REQUIRE_EQ(0, kern_lseek(k, fd, 0, SEEK_SET));
	REQUIRE_EQ(3, kern_write(k, fd, "two", 3));
	REQUIRE_OK(kern_call(k, KERN_FCNTL, fd, F_SETFL, 0));
	REQUIRE_EQ(1, kern_pwrite(k, fd, "O", 1, 0));
	require_content(k, "/mnt/f", "Onetwo");
}
