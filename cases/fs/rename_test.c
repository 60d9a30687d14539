/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* rename(2) of files. */
#include "cases/fs/fs_util.h"

FS_CASE_RW(rename_file, 0, "the old name is gone, the new one has the content")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/a", "content", 7));
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/b"));
	REQUIRE_ERROR(kern_access(k, "/mnt/a", F_OK), ENOENT);
	require_content(k, "/mnt/b", "content");
	REQUIRE_EQ(1, stat_of(k, "/mnt/b").st_nlink);
}

FS_CASE_RW(rename_over_file, 0, "the target is replaced")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/a", "new", 3));
	REQUIRE_OK(kern_put(k, "/mnt/b", "older", 5));
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/b"));
	REQUIRE_ERROR(kern_access(k, "/mnt/a", F_OK), ENOENT);
	require_content(k, "/mnt/b", "new");
}

FS_CASE_RW(rename_keeps_inode, FS_LINK, "the inode stays and the replaced one goes")
{
	struct kern *k = fs->k;
	ino_t ino;

	REQUIRE_OK(kern_put(k, "/mnt/a", "new", 3));
	REQUIRE_OK(kern_put(k, "/mnt/b", "older", 5));
	REQUIRE_OK(kern_link(k, "/mnt/b", "/mnt/c"));
	ino = stat_of(k, "/mnt/a").st_ino;
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/b"));
	REQUIRE_EQ(ino, stat_of(k, "/mnt/b").st_ino);
	REQUIRE_EQ(1, stat_of(k, "/mnt/c").st_nlink);
	require_content(k, "/mnt/c", "older");
}

FS_CASE_RW(rename_to_self, 0, "a name to itself changes nothing")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/a", "same", 4));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/a"));
	REQUIRE_OK(kern_rename(k, "/mnt/d", "/mnt/d"));
	require_content(k, "/mnt/a", "same");
}

FS_CASE_RW(rename_same_inode, FS_LINK, "two names of one inode both stay")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/a", "x", 1));
	REQUIRE_OK(kern_link(k, "/mnt/a", "/mnt/b"));
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/b"));
	REQUIRE_EQ(2, stat_of(k, "/mnt/a").st_nlink);
	REQUIRE_EQ(2, stat_of(k, "/mnt/b").st_nlink);
}

FS_CASE_RW(rename_between_directories, 0, "to another directory and back")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/a", "x", 1));
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/d/b"));
	require_content(k, "/mnt/d/b", "x");
	REQUIRE_OK(kern_rename(k, "/mnt/d/b", "/mnt/a"));
	require_content(k, "/mnt/a", "x");
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
}

FS_CASE_RW(rename_missing, 0, "paths that lead nowhere")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_rename(k, "/mnt/no", "/mnt/b"), ENOENT);
	REQUIRE_ERROR(kern_rename(k, "/mnt/f", "/mnt/no/b"), ENOENT);
	REQUIRE_ERROR(kern_rename(k, "/mnt/f/x", "/mnt/b"), ENOTDIR);
	REQUIRE_ERROR(kern_rename(k, "/mnt/f", "/mnt/f/x"), ENOTDIR);
	REQUIRE_ERROR(kern_rename(k, "/mnt/f", "/mnt/g/"), ENOTDIR);
	REQUIRE_ERROR(kern_rename(k, "", "/mnt/g"), ENOENT);
	require_content(k, "/mnt/f", "x");
}

FS_CASE_RW(rename_across_mounts, 0, "EXDEV from one file system to another")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_ERROR(kern_rename(k, "/mnt/f", "/f"), EXDEV);
	require_content(k, "/mnt/f", "x");
}

FS_CASE_RW(rename_file_over_directory, 0, "EISDIR, both stay")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_ERROR(kern_rename(k, "/mnt/f", "/mnt/d"), EISDIR);
	REQUIRE_ERROR(kern_rename(k, "/mnt/d", "/mnt/f"), ENOTDIR);
	require_content(k, "/mnt/f", "x");
	REQUIRE_OK(kern_rmdir(k, "/mnt/d"));
}

FS_CASE_RW(rename_open, 0, "an open file does not notice")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/a", O_CREAT | O_RDWR, 0644));

	write_pattern(k, fd, 0, 2000);
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/b"));
	write_pattern(k, fd, 2000, 2000);
	REQUIRE_OK(kern_close(k, fd));
	require_pattern_file(k, "/mnt/b", 4000);
}

FS_CASE_RW(rename_over_open, FS_UNLINK_OPEN, "a replaced file lives on in its descriptor")
{
	struct kern *k = fs->k;
	int fd = REQUIRE_OK(kern_open(k, "/mnt/b", O_CREAT | O_RDWR, 0644));

	write_pattern(k, fd, 0, 3000);
	REQUIRE_OK(kern_put(k, "/mnt/a", "new", 3));
	REQUIRE_OK(kern_rename(k, "/mnt/a", "/mnt/b"));
	require_pattern(k, fd, 0, 3000);
	require_content(k, "/mnt/b", "new");
	REQUIRE_OK(kern_close(k, fd));
}

FS_CASE_RW(rename_symlink, FS_SYMLINK, "the link itself is renamed and replaced")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "file", 4));
	REQUIRE_OK(kern_put(k, "/mnt/g", "other", 5));
	REQUIRE_OK(kern_symlink(k, "f", "/mnt/l"));
	REQUIRE_OK(kern_rename(k, "/mnt/l", "/mnt/m"));
	REQUIRE(S_ISLNK(stat_of(k, "/mnt/m").st_mode));
	REQUIRE_OK(kern_rename(k, "/mnt/g", "/mnt/m"));
	REQUIRE(S_ISREG(stat_of(k, "/mnt/m").st_mode));
	require_content(k, "/mnt/m", "other");
	require_content(k, "/mnt/f", "file");
}

FS_CASE_RW(rename_noreplace, FS_NOREPLACE, "RENAME_NOREPLACE moves to a free name only")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/a", "a", 1));
	REQUIRE_OK(kern_put(k, "/mnt/b", "b", 1));
	REQUIRE_ERROR(kern_rename2(k, "/mnt/a", "/mnt/b", RENAME_NOREPLACE), EEXIST);
	require_content(k, "/mnt/b", "b");
	REQUIRE_OK(kern_rename2(k, "/mnt/a", "/mnt/c", RENAME_NOREPLACE));
	require_content(k, "/mnt/c", "a");
}

FS_CASE_RW(rename_exchange, FS_RENAME_FLAGS, "RENAME_EXCHANGE swaps files and directories")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/a", "a", 1));
	REQUIRE_OK(kern_put(k, "/mnt/b", "bb", 2));
	REQUIRE_OK(kern_rename2(k, "/mnt/a", "/mnt/b", RENAME_EXCHANGE));
	require_content(k, "/mnt/a", "bb");
	require_content(k, "/mnt/b", "a");
	REQUIRE_ERROR(kern_rename2(k, "/mnt/a", "/mnt/no", RENAME_EXCHANGE), ENOENT);

	REQUIRE_OK(kern_mkdir(k, "/mnt/p", 0755));
	REQUIRE_OK(kern_mkdir(k, "/mnt/p/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/p/d/in", "in", 2));
	REQUIRE_OK(kern_rename2(k, "/mnt/a", "/mnt/p/d", RENAME_EXCHANGE));
	require_content(k, "/mnt/a/in", "in");
	require_content(k, "/mnt/p/d", "bb");
	require_dir_links(fs, "/mnt/p", 0);
	REQUIRE_ERROR(kern_rename2(k, "/mnt/a/in", "/mnt/a", RENAME_EXCHANGE), ENOTEMPTY, EINVAL);
}

FS_CASE_RW(rename_whiteout, FS_WHITEOUT, "RENAME_WHITEOUT leaves a device 0:0 behind")
{
	struct kern *k = fs->k;
	struct stat st;

	REQUIRE_OK(kern_put(k, "/mnt/a", "a", 1));
	REQUIRE_OK(kern_rename2(k, "/mnt/a", "/mnt/b", RENAME_WHITEOUT));
	st = stat_of(k, "/mnt/a");
	REQUIRE(S_ISCHR(st.st_mode));
	REQUIRE_EQ(0, st.st_rdev);
	require_content(k, "/mnt/b", "a");
}

FS_CASE_RW(rename_bad_flags, 0, "flags that exclude each other, and unknown ones")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/a", "a", 1));
	REQUIRE_ERROR(kern_rename2(k, "/mnt/a", "/mnt/b", RENAME_NOREPLACE | RENAME_EXCHANGE),
	    EINVAL);
	REQUIRE_ERROR(kern_rename2(k, "/mnt/a", "/mnt/b", RENAME_EXCHANGE | RENAME_WHITEOUT),
	    EINVAL);
	REQUIRE_ERROR(kern_rename2(k, "/mnt/a", "/mnt/b", 1u << 20), EINVAL);
	require_content(k, "/mnt/a", "a");
}
