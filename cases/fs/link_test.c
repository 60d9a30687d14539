/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Hard links and symbolic links. */
#include <limits.h>
#include <string.h>

#include "cases/fs/fs_util.h"

FS_CASE_RW(link, FS_LINK, "two names, one file")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/a", "one", 3));
	REQUIRE_OK(kern_link(k, "/mnt/a", "/mnt/b"));
	REQUIRE_EQ(2, stat_of(k, "/mnt/a").st_nlink);
	REQUIRE_EQ(stat_of(k, "/mnt/a").st_ino, stat_of(k, "/mnt/b").st_ino);
	REQUIRE_OK(kern_put(k, "/mnt/b", "two", 3));
	require_content(k, "/mnt/a", "two");
	REQUIRE_OK(kern_unlink(k, "/mnt/a"));
	REQUIRE_EQ(1, stat_of(k, "/mnt/b").st_nlink);
	require_content(k, "/mnt/b", "two");
}

FS_CASE_RW(link_errors, FS_LINK, "no link to directories, over names, from nowhere")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/a", "x", 1));
	REQUIRE_OK(kern_put(k, "/mnt/b", "y", 1));
	REQUIRE_ERROR(kern_link(k, "/mnt/d", "/mnt/e"), EPERM);
	REQUIRE_ERROR(kern_link(k, "/mnt/a", "/mnt/b"), EEXIST);
	REQUIRE_ERROR(kern_link(k, "/mnt/no", "/mnt/c"), ENOENT);
	REQUIRE_ERROR(kern_link(k, "/mnt/a", "/mnt/no/c"), ENOENT);
	REQUIRE_ERROR(kern_link(k, "/mnt/a/x", "/mnt/c"), ENOTDIR);
	REQUIRE_ERROR(kern_link(k, "/mnt/a", "/a"), EXDEV);
	REQUIRE_EQ(1, stat_of(k, "/mnt/a").st_nlink);
}

FS_CASE_RW(link_to_symlink, FS_LINK | FS_SYMLINK, "link(2) does not follow")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_symlink(k, "nowhere", "/mnt/l"));
	REQUIRE_OK(kern_link(k, "/mnt/l", "/mnt/m"));
	REQUIRE(S_ISLNK(stat_of(k, "/mnt/m").st_mode));
	REQUIRE_EQ(2, stat_of(k, "/mnt/l").st_nlink);
}

FS_CASE_RW(link_count, FS_LINK | FS_PERSIST, "fifty names and their count outlive a remount")
{
	struct kern *k = fs->k;
	char path[32];

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	for (int i = 1; i < 50; i++) {
		snprintf(path, sizeof(path), "/mnt/link%d", i);
		REQUIRE_OK(kern_link(k, "/mnt/f", path));
	}
	fs_remount(fs, NULL);
	REQUIRE_EQ(50, stat_of(k, "/mnt/link49").st_nlink);
	for (int i = 1; i < 50; i++) {
		snprintf(path, sizeof(path), "/mnt/link%d", i);
		REQUIRE_OK(kern_unlink(k, path));
	}
	REQUIRE_EQ(1, stat_of(k, "/mnt/f").st_nlink);
	require_content(k, "/mnt/f", "x");
}

FS_CASE_RW(link_max, FS_LINK, "EMLINK for one name more than a file can have")
{
	struct kern *k = fs->k;
	const uint32_t max = fs->comp->link_max;
	char path[32];

	if (max == 0)
		atf_tc_skip("%s names no most links", fs->comp->name);
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	for (uint32_t i = 1; i < max; i++) {
		snprintf(path, sizeof(path), "/mnt/d/%x", i);
		REQUIRE_OK(kern_link(k, "/mnt/f", path));
	}
	REQUIRE_EQ(max, stat_of(k, "/mnt/f").st_nlink);
	REQUIRE_ERROR(kern_link(k, "/mnt/f", "/mnt/d/more"), EMLINK);
	REQUIRE_OK(kern_unlink(k, path));
	REQUIRE_OK(kern_link(k, "/mnt/f", "/mnt/d/more"));
}

FS_CASE_RW(link_unlinked, FS_LINK | FS_UNLINK_OPEN | FS_TMPFILE,
    "a file made by O_TMPFILE gets its name by linkat")
{
	struct kern *k = fs->k;
	const long none = (long)"", name = (long)"/mnt/f";
	int fd = REQUIRE_OK(kern_open(k, "/mnt", O_TMPFILE | O_RDWR, 0644));

	write_pattern(k, fd, 0, 3000);
	REQUIRE_OK(kern_call(k, KERN_LINKAT, fd, none, AT_FDCWD, name, AT_EMPTY_PATH));
	REQUIRE_EQ(1, stat_of(k, "/mnt/f").st_nlink);
	require_pattern_file(k, "/mnt/f", 3000);
	REQUIRE_OK(kern_close(k, fd));

	fd = REQUIRE_OK(kern_open(k, "/mnt", O_TMPFILE | O_EXCL | O_RDWR, 0644));
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_ERROR(kern_call(k, KERN_LINKAT, fd, none, AT_FDCWD, name, AT_EMPTY_PATH), ENOENT);
}

/* Makes a link of `len` bytes and reads it back, before and after a remount. */
static void symlink_of(struct fs *fs, size_t len)
{
	struct kern *k = fs->k;
	char target[PATH_MAX], got[PATH_MAX];

	memset(target, 't', len);
	for (size_t i = 99; i < len; i += 100)
		target[i] = '/';
	target[len - 1] = 't';
	target[len] = '\0';
	REQUIRE_OK(kern_symlink(k, target, "/mnt/l"));
	for (int i = 0; i < 2; i++) {
		memset(got, 0, sizeof(got));
		REQUIRE_EQ(len, kern_readlink(k, "/mnt/l", got, sizeof(got)));
		REQUIRE_STREQ(target, got);
		REQUIRE_EQ(len, stat_of(k, "/mnt/l").st_size);
		if (fs->comp->lacks & FS_PERSIST)
			break;
		fs_remount(fs, NULL);
	}
	REQUIRE_OK(kern_unlink(k, "/mnt/l"));
}

static size_t symlink_max(const struct fs *fs, size_t most)
{
	const size_t max = fs->comp->symlink_max ? fs->comp->symlink_max : PATH_MAX - 1;

	return max < most ? max : most;
}

FS_CASE_RW(symlink_short, FS_SYMLINK, "a target that fits in an inode")
{
	symlink_of(fs, 1);
	symlink_of(fs, 20);
	symlink_of(fs, 59);
}

FS_CASE_RW(symlink_long, FS_SYMLINK, "a target that needs a block")
{
	symlink_of(fs, 60);
	symlink_of(fs, 61);
	symlink_of(fs, symlink_max(fs, 500));
	symlink_of(fs, symlink_max(fs, 1000));
}

FS_CASE_RW(symlink_follow, FS_SYMLINK, "through links to files and directories")
{
	struct kern *k = fs->k;
	char got[8] = "";

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	REQUIRE_OK(kern_symlink(k, "/mnt/d", "/mnt/absolute"));
	REQUIRE_OK(kern_symlink(k, "../absolute/f", "/mnt/d/up"));
	require_content(k, "/mnt/absolute/up", "x");
	REQUIRE_EQ(4, kern_readlink(k, "/mnt/absolute", got, 4));
	REQUIRE_STREQ("/mnt", got);
	REQUIRE_ERROR(kern_readlink(k, "/mnt/d/f", got, 4), EINVAL);
	REQUIRE_ERROR(kern_readlink(k, "/mnt/d", got, 4), EINVAL);
}

FS_CASE_RW(symlink_errors, FS_SYMLINK, "over a name, empty, too long, dangling")
{
	struct kern *k = fs->k;
	char target[PATH_MAX + 2];

	memset(target, 't', sizeof(target));
	target[sizeof(target) - 1] = '\0';
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_symlink(k, "t", "/mnt/f"), EEXIST);
	REQUIRE_ERROR(kern_symlink(k, "", "/mnt/l"), ENOENT);
	REQUIRE_ERROR(kern_symlink(k, target, "/mnt/l"), ENAMETOOLONG);
	REQUIRE_OK(kern_symlink(k, "nowhere", "/mnt/l"));
	REQUIRE_ERROR(kern_open(k, "/mnt/l", O_RDONLY), ENOENT);
	REQUIRE_ERROR(kern_symlink(k, "t", "/mnt/l"), EEXIST);
	REQUIRE_OK(kern_unlink(k, "/mnt/l"));
}

FS_CASE_RW(symlink_loop, FS_SYMLINK, "a ring, and a chain of more than forty, are ELOOP")
{
	struct kern *k = fs->k;
	char from[32], to[32];

	REQUIRE_OK(kern_symlink(k, "b", "/mnt/a"));
	REQUIRE_OK(kern_symlink(k, "a", "/mnt/b"));
	REQUIRE_ERROR(kern_open(k, "/mnt/a", O_RDONLY), ELOOP);
	REQUIRE_ERROR(kern_open(k, "/mnt/a/x", O_RDONLY), ELOOP);

	REQUIRE_OK(kern_put(k, "/mnt/l0", "end", 3));
	for (int i = 1; i <= 41; i++) {
		snprintf(to, sizeof(to), "l%d", i - 1);
		snprintf(from, sizeof(from), "/mnt/l%d", i);
		REQUIRE_OK(kern_symlink(k, to, from));
	}
	require_content(k, "/mnt/l40", "end");
	REQUIRE_ERROR(kern_open(k, "/mnt/l41", O_RDONLY), ELOOP);
}
