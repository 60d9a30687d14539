/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* rename(2) of directories. */
#include "cases/fs/fs_util.h"

FS_CASE_RW(rename_directory, 0, "what is in it comes along")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	REQUIRE_OK(kern_rename(k, "/mnt/d", "/mnt/e"));
	REQUIRE_ERROR(kern_access(k, "/mnt/d", F_OK), ENOENT);
	require_content(k, "/mnt/e/f", "x");
}

FS_CASE_RW(rename_directory_up_and_down, 0, "\"..\" and the link counts follow the move")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/b", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/a/d", 0755));
	require_dir_links(fs, "/mnt/a", 1);
	REQUIRE_OK(kern_rename(k, "/mnt/a/d", "/mnt/b/d"));
	require_dir_links(fs, "/mnt/a", 0);
	require_dir_links(fs, "/mnt/b", 1);
	REQUIRE_EQ(stat_of(k, "/mnt/b").st_ino, stat_of(k, "/mnt/b/d/..").st_ino);
}

FS_CASE_RW(rename_directory_moved_lasts, FS_PERSIST, "\"..\" is right after a remount too")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/b", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/a/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/a/d/f", "x", 1));
	REQUIRE_OK(kern_rename(k, "/mnt/a/d", "/mnt/b/e"));
	fs_remount(fs, NULL);
	REQUIRE_ERROR(kern_access(k, "/mnt/a/d", F_OK), ENOENT);
	require_content(k, "/mnt/b/e/../e/f", "x");
	require_dir_links(fs, "/mnt/b", 1);
}

FS_CASE_RW(rename_over_empty_directory, 0, "an empty one is replaced")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/a/f", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/b", 0755));
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/b"));
	require_content(k, "/mnt/b/f", "x");
	REQUIRE_ERROR(kern_access(k, "/mnt/a", F_OK), ENOENT);
}

FS_CASE_RW(rename_over_full_directory, 0, "one with content is not")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/b", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/b/f", "x", 1));
	REQUIRE_ERROR(kern_rename(k, "/mnt/a", "/mnt/b"), ENOTEMPTY, EEXIST);
	require_content(k, "/mnt/b/f", "x");
	REQUIRE_OK(kern_access(k, "/mnt/a", F_OK));
}

FS_CASE_RW(rename_into_itself, 0, "EINVAL below itself, ENOTEMPTY onto an ancestor")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/a/b", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/a/b/c", 0755));
	REQUIRE_ERROR(kern_rename(k, "/mnt/a", "/mnt/a/x"), EINVAL);
	REQUIRE_ERROR(kern_rename(k, "/mnt/a", "/mnt/a/b/c/x"), EINVAL);
	REQUIRE_ERROR(kern_rename(k, "/mnt/a/b/c", "/mnt/a"), ENOTEMPTY, EEXIST);
	REQUIRE_OK(kern_access(k, "/mnt/a/b/c", F_OK));
}

FS_CASE_RW(rename_dots, 0, "\".\" and \"..\" are no names to rename from or to")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/a/b", 0755));
	REQUIRE_ERROR(kern_rename(k, "/mnt/a/.", "/mnt/c"), EBUSY, EINVAL);
	REQUIRE_ERROR(kern_rename(k, "/mnt/a/b/..", "/mnt/c"), EBUSY, EINVAL);
	REQUIRE_ERROR(kern_rename(k, "/mnt/a/b", "/mnt/a/."), EBUSY, EINVAL);
	REQUIRE_ERROR(kern_rename(k, "/mnt/a/b", "/mnt/a/b/.."), EBUSY, EINVAL);
	REQUIRE_ERROR(kern_rename2(k, "/mnt/a/b", "/mnt/a/.", RENAME_NOREPLACE), EEXIST, EBUSY);
	REQUIRE_OK(kern_access(k, "/mnt/a/b", F_OK));
}

FS_CASE_RW(rename_mount_point, 0, "EBUSY or EXDEV: a mount point stays where it is")
{
	struct kern *k = fs->k;

	REQUIRE_ERROR(kern_rename(k, "/mnt", "/elsewhere"), EBUSY, EXDEV);
	REQUIRE_ERROR(kern_rmdir(k, "/mnt"), EBUSY);
}

FS_CASE_RW(rename_directory_slash, 0, "a directory may have a slash after its name")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_rename(k, "/mnt/a/", "/mnt/b/"));
	REQUIRE_OK(kern_access(k, "/mnt/b", F_OK));
}

FS_CASE_RW(rename_working_directory, 0, "a process stays in a directory that moves")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/a", 0755));
	REQUIRE_OK(kern_chdir(k, "/mnt/a"));
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/b"));
	REQUIRE_OK(kern_put(k, "f", "x", 1));
	require_content(k, "/mnt/b/f", "x");
	REQUIRE_OK(kern_chdir(k, "/"));
}

FS_CASE_RW(rename_many, 0, "a directory whose names all change")
{
	struct kern *k = fs->k;
	char from[64], to[64];

	for (int i = 0; i < 100; i++) {
		snprintf(from, sizeof(from), "/mnt/name-%d", i);
		snprintf(to, sizeof(to), "/mnt/another-and-longer-name-%d", i);
		REQUIRE_OK(kern_put(k, from, to, strlen(to)));
		REQUIRE_OK(kern_rename(k, from, to));
	}
	for (int i = 0; i < 100; i++) {
		snprintf(to, sizeof(to), "/mnt/another-and-longer-name-%d", i);
		require_content(k, to, to);
	}
}
