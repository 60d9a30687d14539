/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext4 alone: what fsync wrote to the journal in short form is there after the file
 * system stopped short. */
#include <linux/fs.h>

#include "cases/fs/fs_util.h"

#define IOC_SHUTDOWN _IOR('X', 125, uint32_t)
#define NO_LOGFLUSH 2u

#define LEN 30000

/* Body after a sync, so that all it changes is told in short form; then as a power cut. */
static void replayed(void (*before)(struct kern *), void (*change)(struct kern *, int fd),
    void (*after)(struct kern *))
{
	struct fs fs = fs_open(component_find("ext4_fast"), NULL);
	uint32_t how = NO_LOGFLUSH;
	int fd;

	before(fs.k);
	fd = REQUIRE_OK(kern_open(fs.k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	REQUIRE_OK(kern_sync(fs.k));
	change(fs.k, fd);
	REQUIRE_OK(kern_fsync(fs.k, fd));
	REQUIRE_OK(kern_ioctl(fs.k, fd, IOC_SHUTDOWN, &how));
	REQUIRE_OK(kern_close(fs.k, fd));
	fs_remount(&fs, NULL);
	after(fs.k);
	fs_close(&fs);
}

#define REPLAYED(id, text)                                      \
	static void before_##id(struct kern *);                 \
	static void change_##id(struct kern *, int);            \
	static void after_##id(struct kern *);                  \
	CASE(ext4_fast_##id, text)                              \
	{                                                       \
		replayed(before_##id, change_##id, after_##id); \
	}

REPLAYED(grows, "a file that grew has its length and content")

static void before_grows(struct kern *k)
{
	(void)k;
}

static void change_grows(struct kern *k, int fd)
{
	write_pattern(k, fd, 0, LEN);
	REQUIRE_OK(kern_fsync(k, fd));
	write_pattern(k, fd, LEN, LEN);
}

static void after_grows(struct kern *k)
{
	require_pattern_file(k, "/mnt/f", 2 * LEN);
}

REPLAYED(pieces, "so has one of more pieces than an inode has room for")

static void before_pieces(struct kern *k)
{
	(void)k;
}

static void change_pieces(struct kern *k, int fd)
{
	for (int i = 0; i < 12; i++)
		write_pattern(k, fd, i * 8192, 1024);
}

static void after_pieces(struct kern *k)
{
	const int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));

	for (int i = 0; i < 12; i++)
		require_pattern(k, fd, i * 8192, 1024);
	require_zeroes(k, fd, 4096, 1024);
	REQUIRE_OK(kern_close(k, fd));
}

REPLAYED(shrinks, "a file that was cut and punched has no more than that")

static void before_shrinks(struct kern *k)
{
	put_pattern(k, "/mnt/f", LEN);
}

static void change_shrinks(struct kern *k, int fd)
{
	REQUIRE_OK(kern_ftruncate(k, fd, LEN / 2));
	REQUIRE_OK(kern_fallocate(k, fd, 3 /* punch, keep size */, 2048, 4096));
}

static void after_shrinks(struct kern *k)
{
	const int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY));

	REQUIRE_EQ(LEN / 2, stat_of(k, "/mnt/f").st_size);
	require_pattern(k, fd, 0, 2048);
	require_zeroes(k, fd, 2048, 4096);
	require_pattern(k, fd, 6144, LEN / 2 - 6144);
	REQUIRE_OK(kern_close(k, fd));
}

REPLAYED(attributes, "mode, owner and times are those that were set")

static void before_attributes(struct kern *k)
{
	(void)k;
}

static void change_attributes(struct kern *k, int fd)
{
	const struct timespec times[2] = { { 1000, 5 }, { 2000, 6 } };

	(void)fd;
	REQUIRE_OK(kern_chmod(k, "/mnt/f", 0400));
	REQUIRE_OK(kern_chown(k, "/mnt/f", 7, 8));
	REQUIRE_OK(kern_utimens(k, "/mnt/f", times));
}

static void after_attributes(struct kern *k)
{
	const struct stat st = stat_of(k, "/mnt/f");

	REQUIRE_EQ(S_IFREG | 0400, st.st_mode);
	REQUIRE_EQ(7, st.st_uid);
	REQUIRE_EQ(8, st.st_gid);
	REQUIRE_EQ(2000, st.st_mtim.tv_sec);
	REQUIRE_EQ(6, st.st_mtim.tv_nsec);
}

REPLAYED(names, "names that were made, linked and removed")

static void before_names(struct kern *k)
{
	put_pattern(k, "/mnt/old", 100);
	put_pattern(k, "/mnt/gone", 100);
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
}

static void change_names(struct kern *k, int fd)
{
	int other;

	REQUIRE_OK(kern_link(k, "/mnt/f", "/mnt/linked"));
	REQUIRE_OK(kern_unlink(k, "/mnt/gone"));
	other = REQUIRE_OK(kern_open(k, "/mnt/d/new", O_CREAT | O_RDWR, 0600));
	write_pattern(k, other, 0, 3000);
	REQUIRE_OK(kern_fsync(k, other));
	REQUIRE_OK(kern_close(k, other));
	write_pattern(k, fd, 0, 100);
}

static void after_names(struct kern *k)
{
	REQUIRE_EQ(2, stat_of(k, "/mnt/linked").st_nlink);
	require_pattern_file(k, "/mnt/linked", 100);
	require_pattern_file(k, "/mnt/old", 100);
	REQUIRE_ERROR(kern_access(k, "/mnt/gone", F_OK), ENOENT);
	require_pattern_file(k, "/mnt/d/new", 3000);
}

REPLAYED(reuses, "blocks of a removed file are another's")

static void before_reuses(struct kern *k)
{
	put_pattern(k, "/mnt/large", 4 << 20);
}

static void change_reuses(struct kern *k, int fd)
{
	REQUIRE_OK(kern_unlink(k, "/mnt/large"));
	REQUIRE_OK(kern_fsync(k, fd));
	write_pattern(k, fd, 0, 1 << 20);
}

static void after_reuses(struct kern *k)
{
	REQUIRE_ERROR(kern_access(k, "/mnt/large", F_OK), ENOENT);
	require_pattern_file(k, "/mnt/f", 1 << 20);
	put_pattern(k, "/mnt/other", 3 << 20);
}
