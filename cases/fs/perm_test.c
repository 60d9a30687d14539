/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What another user may do. */
#include "cases/fs/fs_util.h"

/* "/mnt/d", open to all, with root's file "f" (`mode`) and the user's "own";
 * the user's context is the chosen one afterwards. */
static int enter(struct fs *fs, mode_t dir, mode_t mode)
{
	struct kern *k = fs->k;
	int user = user_context(k, 1000);

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "root's", 6));
	REQUIRE_OK(kern_chmod(k, "/mnt/d/f", mode));
	REQUIRE_OK(kern_put(k, "/mnt/d/own", "own", 3));
	REQUIRE_OK(kern_chown(k, "/mnt/d/own", 1000, 1000));
	REQUIRE_OK(kern_chmod(k, "/mnt/d", dir));
	kern_switch(k, user);
	return user;
}

FS_CASE_RW(perm_file, FS_MODE | FS_OWNER, "a private file of somebody else")
{
	struct kern *k = fs->k;

	enter(fs, 0777, 0600);
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f", O_RDONLY), EACCES);
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f", O_WRONLY), EACCES);
	REQUIRE_ERROR(kern_truncate(k, "/mnt/d/f", 0), EACCES);
	REQUIRE_ERROR(kern_access(k, "/mnt/d/f", R_OK), EACCES);
	REQUIRE_OK(kern_access(k, "/mnt/d/f", F_OK));
	kern_switch(k, 0);
	require_content(k, "/mnt/d/f", "root's");
}

FS_CASE_RW(perm_change, FS_MODE | FS_OWNER, "modes, owners and times are the owner's to change")
{
	struct kern *k = fs->k;
	struct timespec set[2] = { { 1, 0 }, { 1, 0 } };

	enter(fs, 0777, 0644);
	REQUIRE_ERROR(kern_chmod(k, "/mnt/d/f", 0777), EPERM);
	REQUIRE_ERROR(kern_chown(k, "/mnt/d/f", 1000, 1000), EPERM);
	REQUIRE_ERROR(kern_utimens(k, "/mnt/d/f", set), EPERM);
	REQUIRE_ERROR(kern_utimens(k, "/mnt/d/f", NULL), EACCES);
	REQUIRE_OK(kern_chmod(k, "/mnt/d/own", 0600));
	REQUIRE_OK(kern_utimens(k, "/mnt/d/own", set));
	REQUIRE_ERROR(kern_chown(k, "/mnt/d/own", 0, -1), EPERM);
	REQUIRE_ERROR(kern_chown(k, "/mnt/d/own", -1, 0), EPERM);
	REQUIRE_OK(kern_chown(k, "/mnt/d/own", 1000, 1000));
	kern_switch(k, 0);
}

FS_CASE_RW(perm_directory, FS_MODE | FS_OWNER, "no write permission: names stay as they are")
{
	struct kern *k = fs->k;

	enter(fs, 0755, 0666);
	REQUIRE_ERROR(kern_open(k, "/mnt/d/new", O_CREAT | O_WRONLY, 0644), EACCES);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/d/new", 0755), EACCES);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/d/own"), EACCES);
	REQUIRE_ERROR(kern_rename(k, "/mnt/d/own", "/mnt/d/new"), EACCES);
	REQUIRE_ERROR(kern_rmdir(k, "/mnt/d"), EACCES, EPERM, ENOTEMPTY);
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "user's", 6));
	kern_switch(k, 0);
	require_content(k, "/mnt/d/f", "user's");
}

static int ignore(void *arg, const struct kern_dirent *d)
{
	(void)arg;
	(void)d;
	return 0;
}

FS_CASE_RW(perm_search, FS_MODE | FS_OWNER, "to list takes read, to pass takes execute")
{
	struct kern *k = fs->k;
	int user;

	user = enter(fs, 0744, 0644);
	REQUIRE_EQ(4, kern_readdir(k, "/mnt/d", ignore, NULL));
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f", O_RDONLY), EACCES);
	REQUIRE_ERROR(kern_chdir(k, "/mnt/d"), EACCES);
	kern_switch(k, 0);
	REQUIRE_OK(kern_chmod(k, "/mnt/d", 0711));
	kern_switch(k, user);
	REQUIRE_ERROR(kern_readdir(k, "/mnt/d", ignore, NULL), EACCES);
	require_content(k, "/mnt/d/f", "root's");
	kern_switch(k, 0);
}

FS_CASE_RW(perm_sticky, FS_MODE | FS_OWNER, "in a sticky directory one's own names only")
{
	struct kern *k = fs->k;

	enter(fs, 01777, 0666);
	REQUIRE_ERROR(kern_unlink(k, "/mnt/d/f"), EPERM);
	REQUIRE_ERROR(kern_rename(k, "/mnt/d/f", "/mnt/d/g"), EPERM);
	REQUIRE_ERROR(kern_rename(k, "/mnt/d/own", "/mnt/d/f"), EPERM);
	REQUIRE_OK(kern_rename(k, "/mnt/d/own", "/mnt/d/mine"));
	REQUIRE_OK(kern_unlink(k, "/mnt/d/mine"));
	kern_switch(k, 0);
}

FS_CASE_RW(perm_group, FS_MODE | FS_OWNER,
    "the group's bits count, also where they give less than others'")
{
	struct kern *k = fs->k;
	int user;

	user = enter(fs, 0777, 0604);
	require_content(k, "/mnt/d/f", "root's");
	kern_switch(k, 0);
	REQUIRE_OK(kern_chown(k, "/mnt/d/f", 0, 1000));
	kern_switch(k, user);
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f", O_RDONLY), EACCES);
	kern_switch(k, 0);
	REQUIRE_OK(kern_chmod(k, "/mnt/d/f", 0640));
	kern_switch(k, user);
	require_content(k, "/mnt/d/f", "root's");
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f", O_WRONLY), EACCES);
	kern_switch(k, 0);
}

FS_CASE_RW(perm_root, FS_MODE | FS_OWNER, "root reads and writes what has no bits at all")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_chmod(k, "/mnt/f", 0));
	REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_access(k, "/mnt/f", R_OK | W_OK));
	REQUIRE_ERROR(kern_access(k, "/mnt/f", X_OK), EACCES);
}

FS_CASE_RW(perm_open_stays, FS_MODE | FS_OWNER,
    "a descriptor keeps its rights when the mode changes")
{
	struct kern *k = fs->k;
	int user;
	char buf[8] = "";
	int fd;

	user = enter(fs, 0777, 0644);
	fd = REQUIRE_OK(kern_open(k, "/mnt/d/f", O_RDONLY));
	kern_switch(k, 0);
	REQUIRE_OK(kern_chmod(k, "/mnt/d/f", 0));
	kern_switch(k, user);
	REQUIRE_EQ(6, kern_read(k, fd, buf, 8));
	REQUIRE_ERROR(kern_open(k, "/mnt/d/f", O_RDONLY), EACCES);
	kern_switch(k, 0);
}

FS_CASE_RW(perm_new_owner, FS_MODE | FS_OWNER, "a new file belongs to who made it")
{
	struct kern *k = fs->k;

	enter(fs, 0777, 0644);
	REQUIRE_OK(kern_put(k, "/mnt/d/new", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d/sub", 0755));
	REQUIRE_EQ(1000, stat_of(k, "/mnt/d/new").st_uid);
	REQUIRE_EQ(1000, stat_of(k, "/mnt/d/new").st_gid);
	REQUIRE_EQ(1000, stat_of(k, "/mnt/d/sub").st_uid);
	kern_switch(k, 0);
}

FS_CASE_RW(perm_setgid_directory, FS_MODE | FS_OWNER,
    "a set-group-ID directory gives its group away")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_chown(k, "/mnt/d", 0, 4321));
	REQUIRE_OK(kern_chmod(k, "/mnt/d", 02775));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d/sub", 0755));
	REQUIRE_EQ(4321, stat_of(k, "/mnt/d/f").st_gid);
	REQUIRE_EQ(4321, stat_of(k, "/mnt/d/sub").st_gid);
	REQUIRE(stat_of(k, "/mnt/d/sub").st_mode & S_ISGID);
	REQUIRE(!(stat_of(k, "/mnt/d/f").st_mode & S_ISGID));
}

FS_CASE_RW(perm_write_clears_setuid, FS_MODE | FS_OWNER,
    "a user's write takes the set-ID bits away")
{
	struct kern *k = fs->k;
	int fd;

	enter(fs, 0777, 0644);
	REQUIRE_OK(kern_chmod(k, "/mnt/d/own", 06777));
	fd = REQUIRE_OK(kern_open(k, "/mnt/d/own", O_WRONLY));
	REQUIRE_EQ(1, kern_write(k, fd, "x", 1));
	REQUIRE_EQ(S_IFREG | 0777, stat_of(k, "/mnt/d/own").st_mode);
	kern_switch(k, 0);
}

FS_CASE_RW(perm_mknod, FS_MKNOD | FS_MODE | FS_OWNER, "users make FIFOs, and no devices")
{
	struct kern *k = fs->k;

	enter(fs, 0777, 0644);
	REQUIRE_OK(kern_mknod(k, "/mnt/d/p", S_IFIFO | 0600, 0));
	REQUIRE_ERROR(kern_mknod(k, "/mnt/d/c", S_IFCHR | 0600, 0x103), EPERM);
	REQUIRE_ERROR(kern_mknod(k, "/mnt/d/x", S_IFDIR | 0600, 0), EPERM, EINVAL);
	kern_switch(k, 0);
}
