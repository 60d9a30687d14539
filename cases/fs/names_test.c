/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Names and paths: how long they may be, and what may be in them. */
#include <limits.h>

#include "cases/fs/fs_util.h"

FS_CASE_RW(name_max, 0, "the longest name works in every call")
{
	struct kern *k = fs->k;
	char path[600] = "/mnt/";
	size_t end = 5 + name_max(fs, NAME_MAX);

	memset(path + 5, 'n', sizeof(path) - 6);
	path[end] = '\0';
	REQUIRE_OK(kern_put(k, path, "x", 1));
	require_content(k, path, "x");
	REQUIRE_OK(kern_unlink(k, path));
	REQUIRE_OK(kern_mkdir(k, path, 0755));
	REQUIRE_OK(kern_rename(k, path, "/mnt/short"));
	REQUIRE_OK(kern_rename(k, "/mnt/short", path));
	REQUIRE_OK(kern_rmdir(k, path));
}

FS_CASE_RW(name_too_long, FS_NAME_REFUSED, "one byte more than the longest name is none")
{
	struct kern *k = fs->k;
	char path[600] = "/mnt/";

	memset(path + 5, 'n', name_max(fs, NAME_MAX) + 1);
	REQUIRE_ERROR(kern_open(k, path, O_CREAT | O_WRONLY, 0644), ENAMETOOLONG);
	REQUIRE_ERROR(kern_mkdir(k, path, 0755), ENAMETOOLONG);
	REQUIRE_ERROR(kern_access(k, path, F_OK), ENAMETOOLONG, ENOENT);
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_rename(k, "/mnt/f", path), ENAMETOOLONG);
}

FS_CASE_RW(name_too_long_to_find, FS_LONG_LOOKUP | FS_NAME_REFUSED, "ENAMETOOLONG and not ENOENT")
{
	struct kern *k = fs->k;
	char path[600] = "/mnt/";

	memset(path + 5, 'n', name_max(fs, NAME_MAX) + 1);
	REQUIRE_ERROR(kern_access(k, path, F_OK), ENAMETOOLONG);
	REQUIRE_ERROR(kern_unlink(k, path), ENAMETOOLONG);
	REQUIRE_ERROR(kern_rmdir(k, path), ENAMETOOLONG);
	REQUIRE_ERROR(kern_rename(k, path, "/mnt/f"), ENAMETOOLONG);
	REQUIRE_ERROR(kern_open(k, path, O_RDONLY), ENAMETOOLONG);
}

FS_CASE_RW(name_max_links, FS_LINK | FS_SYMLINK, "the same of link and symlink")
{
	struct kern *k = fs->k;
	char path[600] = "/mnt/";
	size_t end = 5 + name_max(fs, NAME_MAX);

	memset(path + 5, 'n', sizeof(path) - 6);
	path[end] = '\0';
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_link(k, "/mnt/f", path));
	REQUIRE_OK(kern_unlink(k, path));
	REQUIRE_OK(kern_symlink(k, "f", path));
	require_content(k, path, "x");
	path[end] = 'n';
	path[end + 1] = '\0';
	REQUIRE_ERROR(kern_link(k, "/mnt/f", path), ENAMETOOLONG);
	REQUIRE_ERROR(kern_symlink(k, "f", path), ENAMETOOLONG);
}

FS_CASE_RW(name_lengths, 0, "a name of each length, all in one directory")
{
	struct kern *k = fs->k;
	char path[600] = "/mnt/d/";

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	for (size_t len = 1; len <= name_max(fs, NAME_MAX); len++) {
		memset(path + 7, 'a', len);
		path[7 + len] = '\0';
		REQUIRE_OK(kern_put(k, path, &len, sizeof(len)));
	}
	for (size_t len = 1; len <= name_max(fs, NAME_MAX); len++) {
		size_t got = 0;

		path[7 + len] = '\0';
		memset(path + 7, 'a', len);
		REQUIRE_EQ(sizeof(got), kern_get(k, path, &got, sizeof(got)));
		REQUIRE_EQ(len, got);
		REQUIRE_OK(kern_unlink(k, path));
	}
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
}

FS_CASE(path_max, 0, "a path of 4095 bytes is taken, one of 4096 is not")
{
	struct kern *k = fs->k;
	char path[PATH_MAX + 1];

	memset(path, '/', sizeof(path));
	memcpy(path, "/mnt", 4);
	path[PATH_MAX - 1] = '\0';
	REQUIRE_OK(kern_access(k, path, F_OK));
	path[PATH_MAX - 1] = '/';
	path[PATH_MAX] = '\0';
	REQUIRE_ERROR(kern_access(k, path, F_OK), ENAMETOOLONG);
	REQUIRE_ERROR(kern_open(k, path, O_RDONLY), ENAMETOOLONG);
}

FS_CASE_RW(deeper_than_path_max, 0, "a tree too deep for a path can be made and removed")
{
	struct kern *k = fs->k;
	char name[201] = "", cwd[PATH_MAX] = "";
	const int depth = 5000 / name_max(fs, 200);

	memset(name, 'd', name_max(fs, 200));
	REQUIRE_OK(kern_chdir(k, "/mnt"));
	for (int i = 0; i < depth; i++) {
		REQUIRE_OK(kern_mkdir(k, name, 0755));
		REQUIRE_OK(kern_chdir(k, name));
	}
	REQUIRE_ERROR(kern_call(k, KERN_GETCWD, (long)cwd, sizeof(cwd)), ENAMETOOLONG, ERANGE);
	for (int i = 0; i < depth; i++) {
		REQUIRE_OK(kern_chdir(k, ".."));
		REQUIRE_OK(kern_rmdir(k, name));
	}
	REQUIRE(kern_call(k, KERN_GETCWD, (long)cwd, sizeof(cwd)) > 0);
	REQUIRE_STREQ("/mnt", cwd);
	REQUIRE_OK(kern_chdir(k, "/"));
}

FS_CASE_RW(name_bytes, FS_BACKSLASH, "every byte but the slash and zero")
{
	struct kern *k = fs->k;
	char path[] = "/mnt/a?b";

	for (int c = 1; c < 256; c++) {
		if (c == '/')
			continue;
		path[6] = (char)c;
		REQUIRE_OK(kern_put(k, path, path + 6, 1));
	}
	for (int c = 1; c < 256; c++) {
		char got[2] = "";

		if (c == '/')
			continue;
		path[6] = (char)c;
		REQUIRE_EQ(1, kern_get(k, path, got, 1));
		REQUIRE_EQ((char)c, got[0]);
	}
}

FS_CASE_RW(name_case, FS_CASE, "upper and lower case are two names")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/name", "lower", 5));
	REQUIRE_OK(kern_put(k, "/mnt/Name", "upper", 5));
	require_content(k, "/mnt/name", "lower");
	require_content(k, "/mnt/Name", "upper");
	REQUIRE_ERROR(kern_access(k, "/mnt/NAME", F_OK), ENOENT);
}

FS_CASE_RW(name_dots, FS_DOTS_NAME, "dots and blanks at the end and alone")
{
	struct kern *k = fs->k;
	const char *names[] = { "/mnt/...", "/mnt/a.", "/mnt/a", "/mnt/a ", "/mnt/ ", "/mnt/.a" };

	for (size_t i = 0; i < 6; i++)
		REQUIRE_OK(kern_put(k, names[i], names[i], strlen(names[i])));
	for (size_t i = 0; i < 6; i++)
		require_content(k, names[i], names[i]);
}

FS_CASE_RW(path_walk, 0, "dots, slashes and files on the way")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	require_content(k, "//mnt/./d//../d/.//f", "x");
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f/", O_RDONLY), ENOTDIR);
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f/.", O_RDONLY), ENOTDIR);
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f/..", O_RDONLY), ENOTDIR);
	REQUIRE_ERROR(kern_open(k, "/mnt/no/../d/f", O_RDONLY), ENOENT);
}

FS_CASE_RW(relative_to_descriptor, 0, "openat and the calls like it")
{
	struct kern *k = fs->k;
	int d, fd;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	d = REQUIRE_OK(kern_open(k, "/mnt/d", O_RDONLY | O_DIRECTORY));
	fd = REQUIRE_OK(kern_call(k, KERN_OPENAT, d, (long)"f", O_CREAT | O_WRONLY, 0644));
	REQUIRE_OK(kern_call(k, KERN_MKDIRAT, d, (long)"sub", 0755));
	REQUIRE_OK(kern_call(k, KERN_RENAMEAT2, d, (long)"f", d, (long)"sub/g", 0));
	REQUIRE_OK(kern_access(k, "/mnt/d/sub/g", F_OK));
	REQUIRE_ERROR(kern_call(k, KERN_OPENAT, fd, (long)"x", O_RDONLY, 0), ENOTDIR);
	REQUIRE_ERROR(kern_call(k, KERN_OPENAT, 999, (long)"x", O_RDONLY, 0), EBADF);
	REQUIRE_OK(kern_call(k, KERN_UNLINKAT, d, (long)"sub/g", 0));
	REQUIRE_OK(kern_call(k, KERN_UNLINKAT, d, (long)"sub", AT_REMOVEDIR));
	REQUIRE_OK(kern_call(k, KERN_FCHDIR, d));
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
	REQUIRE_OK(kern_chdir(k, "/"));
}
