/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Directories: made, removed, read. */
#include <dirent.h>
#include <stdlib.h>

#include "cases/fs/fs_util.h"

FS_CASE_RW(mkdir, 0, "a new directory has \".\", \"..\" and two links")
{
	struct kern *k = fs->k;
	int before = (int)stat_of(k, "/mnt").st_nlink - 2;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE(S_ISDIR(stat_of(k, "/mnt/d").st_mode));
	require_dir_links(fs, "/mnt/d", 0);
	require_dir_links(fs, "/mnt", before + 1);
	REQUIRE_EQ(stat_of(k, "/mnt/d").st_ino, stat_of(k, "/mnt/d/.").st_ino);
	REQUIRE_EQ(stat_of(k, "/mnt").st_ino, stat_of(k, "/mnt/d/..").st_ino);
}

FS_CASE_RW(mkdir_errors, 0, "over a name, below a file, nowhere")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/d", 0755), EEXIST);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/f", 0755), EEXIST);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/f/d", 0755), ENOTDIR);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/no/d", 0755), ENOENT);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/d/.", 0755), EEXIST);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/d/..", 0755), EEXIST);
	REQUIRE_ERROR(kern_mkdir(k, "", 0755), ENOENT);
	REQUIRE_OK(kern_mkdir(k, "/mnt/slash/", 0755));
}

FS_CASE_RW(rmdir, 0, "an empty directory goes, and its parent's link with it")
{
	struct kern *k = fs->k;
	nlink_t before = stat_of(k, "/mnt").st_nlink;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
	REQUIRE_ERROR(kern_access(k, "/mnt/d", F_OK), ENOENT);
	REQUIRE_EQ(before, stat_of(k, "/mnt").st_nlink);
	REQUIRE_ERROR(kern_rmdir(k, "/mnt/d"), ENOENT);
}

FS_CASE_RW(rmdir_errors, 0, "not empty, not a directory, dots")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d/e", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_rmdir(k, "/mnt/d"), ENOTEMPTY, EEXIST);
	REQUIRE_ERROR(kern_rmdir(k, "/mnt/f"), ENOTDIR);
	REQUIRE_ERROR(kern_rmdir(k, "/mnt/d/."), EINVAL);
	REQUIRE_ERROR(kern_rmdir(k, "/mnt/d/e/.."), ENOTEMPTY, EINVAL);
	REQUIRE_ERROR(kern_rmdir(k, "/mnt/no"), ENOENT);
	REQUIRE_OK(kern_rmdir(k, "/mnt/d/e"));
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
}

FS_CASE_RW(rmdir_working_directory, 0, "nothing can be made in a directory that is gone")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_chdir(k, "/mnt/d"));
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
	REQUIRE_ERROR(kern_open(k, "f", O_CREAT | O_WRONLY, 0644), ENOENT);
	REQUIRE_ERROR(kern_mkdir(k, "e", 0755), ENOENT);
	REQUIRE_OK(kern_chdir(k, "/"));
}

FS_CASE_RW(deep, 0, "thirty directories, one in the other")
{
	struct kern *k = fs->k;
	char path[256] = "/mnt";

	for (int i = 0; i < 30; i++) {
		strcat(path, "/level");
		REQUIRE_OK(kern_mkdir(k, path, 0755));
	}
	require_dir_links(fs, path, 0);
	for (int i = 0; i < 30; i++) {
		REQUIRE_OK(kern_rmdir(k, path));
		*strrchr(path, '/') = '\0';
	}
	REQUIRE_STREQ("/mnt", path);
}

/* How often each of the names entry0.. of a directory was seen. */
struct seen {
	unsigned char times[600];
	int dots, others;
};

static int see(void *arg, const struct kern_dirent *d)
{
	struct seen *seen = arg;

	if (strncmp(d->name, "entry", 5) == 0 && atoi(d->name + 5) < 600)
		seen->times[atoi(d->name + 5)]++;
	else if (strcmp(d->name, ".") == 0 || strcmp(d->name, "..") == 0)
		seen->dots++;
	else
		seen->others++;
	return 0;
}

static void make_entries(struct kern *k, const char *dir, int n)
{
	char path[64];

	REQUIRE_OK(kern_mkdir(k, dir, 0755));
	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/entry%d", dir, i);
		REQUIRE_OK(kern_close(k,
		    REQUIRE_OK(kern_open(k, path, O_CREAT | O_EXCL | O_WRONLY, 0644))));
	}
}

/* Each of [from, n) was seen once, and none below `from` more than once. */
static void require_seen(const struct seen *seen, int from, int n)
{
	for (int i = 0; i < n; i++) {
		if (i >= from)
			REQUIRE_EQ(1, seen->times[i]);
		else
			REQUIRE(seen->times[i] <= 1);
	}
	REQUIRE_EQ(2, seen->dots);
	REQUIRE_EQ(0, seen->others);
}

FS_CASE_RW(readdir, 0, "names, inode numbers and types")
{
	struct kern *k = fs->k;
	struct seen seen = { 0 };

	make_entries(k, "/mnt/d", 3);
	REQUIRE_EQ(5, kern_readdir(k, "/mnt/d", see, &seen));
	require_seen(&seen, 0, 3);
	REQUIRE_ERROR(kern_readdir(k, "/mnt/d/entry0", see, &seen), ENOTDIR);
}

FS_CASE_RW(readdir_many, 0, "six hundred names, each once, over several calls")
{
	struct kern *k = fs->k;
	struct seen seen = { 0 };

	make_entries(k, "/mnt/d", 600);
	REQUIRE_EQ(602, kern_readdir(k, "/mnt/d", see, &seen));
	require_seen(&seen, 0, 600);
	REQUIRE_OK(kern_unlink(k, "/mnt/d/entry599"));
	REQUIRE_EQ(601, kern_readdir(k, "/mnt/d", see, &seen));
}

static int check_type(void *arg, const struct kern_dirent *d)
{
	struct kern *k = arg;
	char path[64];
	struct stat st;

	if (d->name[0] == '.')
		return 0;
	snprintf(path, sizeof(path), "/mnt/d/%s", d->name);
	st = stat_of(k, path);
	REQUIRE_EQ(st.st_ino, d->ino);
	if (d->type != DT_UNKNOWN)
		REQUIRE_EQ(IFTODT(st.st_mode), d->type);
	return 0;
}

FS_CASE_RW(readdir_types, FS_SYMLINK | FS_MKNOD, "an entry's number and type are those of stat")
{
	struct kern *k = fs->k;

	make_entries(k, "/mnt/d", 1);
	REQUIRE_OK(kern_mkdir(k, "/mnt/d/sub", 0755));
	REQUIRE_OK(kern_symlink(k, "x", "/mnt/d/link"));
	REQUIRE_OK(kern_mknod(k, "/mnt/d/fifo", S_IFIFO | 0644, 0));
	REQUIRE_OK(kern_mknod(k, "/mnt/d/null", S_IFCHR | 0666, 0x103));
	REQUIRE_EQ(7, kern_readdir(k, "/mnt/d", check_type, k));
}

/* One record of getdents64(2). */
struct dent {
	uint64_t ino;
	int64_t off;
	uint16_t len;
	uint8_t type;
	char name[];
};

/* Reads one small buffer of entries into `seen`; the bytes read. */
static long read_some(struct kern *k, int fd, struct seen *seen, int64_t *off)
{
	char buf[256] __attribute__((aligned(8))) = "";
	long n = REQUIRE_OK(kern_call(k, KERN_GETDENTS, fd, (long)buf, sizeof(buf)));

	for (long at = 0; at < n;) {
		struct dent *d = (struct dent *)(buf + at);

		see(seen, &(struct kern_dirent){ .name = d->name });
		*off = d->off;
		at += d->len;
	}
	return n;
}

FS_CASE_RW(readdir_unlinking, 0, "names unlinked while they are read: the others are all seen")
{
	struct kern *k = fs->k;
	struct seen seen = { 0 };
	char path[64];
	int64_t off = 0;
	int fd, gone = 0;

	make_entries(k, "/mnt/d", 200);
	fd = REQUIRE_OK(kern_open(k, "/mnt/d", O_RDONLY | O_DIRECTORY));
	while (read_some(k, fd, &seen, &off) > 0) {
		if (gone < 100) {
			snprintf(path, sizeof(path), "/mnt/d/entry%d", gone++);
			REQUIRE_OK(kern_unlink(k, path));
		}
	}
	require_seen(&seen, gone, 200);
}

FS_CASE_RW(readdir_seek, 0, "an offset given by readdir goes on behind that entry")
{
	struct kern *k = fs->k;
	struct seen all = { 0 }, rest = { 0 };
	int64_t off = 0, middle = 0;
	int fd;

	make_entries(k, "/mnt/d", 60);
	fd = REQUIRE_OK(kern_open(k, "/mnt/d", O_RDONLY | O_DIRECTORY));
	REQUIRE(read_some(k, fd, &all, &off) > 0);
	middle = off;
	while (read_some(k, fd, &rest, &off) > 0)
		;
	REQUIRE_EQ(middle, kern_lseek(k, fd, middle, SEEK_SET));
	while (read_some(k, fd, &all, &off) > 0)
		;
	require_seen(&all, 0, 60);
	REQUIRE_EQ(0, kern_lseek(k, fd, 0, SEEK_SET));
	memset(&all, 0, sizeof(all));
	while (read_some(k, fd, &all, &off) > 0)
		;
	require_seen(&all, 0, 60);
}

FS_CASE_RW(readdir_removed, 0, "an open directory that is removed has no entries")
{
	struct kern *k = fs->k;
	char buf[256] = "";
	int fd;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	fd = REQUIRE_OK(kern_open(k, "/mnt/d", O_RDONLY | O_DIRECTORY));
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
	REQUIRE_ERROR(kern_call(k, KERN_GETDENTS, fd, (long)buf, sizeof(buf)), ENOENT);
}

FS_CASE_RW(readdir_small_buffer, 0, "EINVAL where not one entry fits")
{
	struct kern *k = fs->k;
	char buf[8] = "";
	int fd = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY | O_DIRECTORY));

	REQUIRE_ERROR(kern_call(k, KERN_GETDENTS, fd, (long)buf, sizeof(buf)), EINVAL);
}

FS_CASE_RW(directory_reused, 0, "a directory that grew, was emptied and filled again")
{
	struct kern *k = fs->k;
	struct seen seen = { 0 };
	char path[64];

	make_entries(k, "/mnt/d", 300);
	for (int i = 0; i < 300; i++) {
		snprintf(path, sizeof(path), "/mnt/d/entry%d", i);
		REQUIRE_OK(kern_unlink(k, path));
	}
	REQUIRE_EQ(2, kern_readdir(k, "/mnt/d", see, &seen));
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
	memset(&seen, 0, sizeof(seen));
	make_entries(k, "/mnt/d", 100);
	REQUIRE_EQ(102, kern_readdir(k, "/mnt/d", see, &seen));
	require_seen(&seen, 0, 100);
}
