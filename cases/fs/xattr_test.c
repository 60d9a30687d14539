/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Extended attributes. */
#include <limits.h>
#include <sys/xattr.h>

#include "cases/fs/fs_util.h"

static void make(struct fs *fs)
{
	REQUIRE_OK(kern_put(fs->k, "/mnt/f", "x", 1));
}

static void require_attr(struct kern *k, const char *path, const char *name, const char *want)
{
	char got[64] = "";

	REQUIRE_EQ(strlen(want), kern_getxattr(k, path, name, got, sizeof(got) - 1));
	REQUIRE_STREQ(want, got);
}

FS_CASE_RW(xattr, FS_XATTR, "set, get, replace, remove")
{
	struct kern *k = fs->k;

	make(fs);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.a", "one", 3, 0));
	require_attr(k, "/mnt/f", "trusted.a", "one");
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.a", "longer", 6, 0));
	require_attr(k, "/mnt/f", "trusted.a", "longer");
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.a", "", 0, 0));
	require_attr(k, "/mnt/f", "trusted.a", "");
	REQUIRE_OK(kern_removexattr(k, "/mnt/f", "trusted.a"));
	REQUIRE_ERROR(kern_removexattr(k, "/mnt/f", "trusted.a"), ENODATA);
	REQUIRE_ERROR(kern_getxattr(k, "/mnt/f", "trusted.a", NULL, 0), ENODATA);
}

FS_CASE_RW(xattr_flags, FS_XATTR, "XATTR_CREATE and XATTR_REPLACE")
{
	struct kern *k = fs->k;

	make(fs);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "trusted.a", "1", 1, XATTR_REPLACE), ENODATA);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.a", "2", 1, XATTR_CREATE));
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "trusted.a", "3", 1, XATTR_CREATE), EEXIST);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.a", "4", 1, XATTR_REPLACE));
	require_attr(k, "/mnt/f", "trusted.a", "4");
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "trusted.a", "5", 1, 8), EINVAL);
}

FS_CASE_RW(xattr_list, FS_XATTR, "each name once, and the length before the names")
{
	struct kern *k = fs->k;
	char list[256] = "";
	ssize_t len;
	int a = 0, b = 0;

	make(fs);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.a", "1", 1, 0));
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.bb", "2", 1, 0));
	len = REQUIRE_OK(kern_listxattr(k, "/mnt/f", NULL, 0));
	REQUIRE_EQ(len, kern_listxattr(k, "/mnt/f", list, sizeof(list)));
	for (char *p = list; p < list + len; p += strlen(p) + 1) {
		a += strcmp(p, "trusted.a") == 0;
		b += strcmp(p, "trusted.bb") == 0;
	}
	REQUIRE_EQ(1, a);
	REQUIRE_EQ(1, b);
	REQUIRE_ERROR(kern_listxattr(k, "/mnt/f", list, 5), ERANGE);
}

FS_CASE_RW(xattr_sizes, FS_XATTR, "ERANGE for a small buffer, 0 asks for the length")
{
	struct kern *k = fs->k;
	char buf[4] = "";

	make(fs);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.a", "value", 5, 0));
	REQUIRE_EQ(5, kern_getxattr(k, "/mnt/f", "trusted.a", NULL, 0));
	REQUIRE_ERROR(kern_getxattr(k, "/mnt/f", "trusted.a", buf, 4), ERANGE);
}

FS_CASE_RW(xattr_names, FS_XATTR, "no prefix, no name, a name too long, an unknown space")
{
	struct kern *k = fs->k;
	char name[XATTR_NAME_MAX + 2];

	make(fs);
	memset(name, 'n', sizeof(name));
	memcpy(name, "trusted.", 8);
	name[XATTR_NAME_MAX] = '\0';
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "name", "1", 1, 0), EOPNOTSUPP);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "other.name", "1", 1, 0), EOPNOTSUPP);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "", "1", 1, 0), ERANGE);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "trusted.", "1", 1, 0), EINVAL);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", name, "1", 1, 0));
	require_attr(k, "/mnt/f", name, "1");
	name[XATTR_NAME_MAX] = 'n';
	name[XATTR_NAME_MAX + 1] = '\0';
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", name, "1", 1, 0), ERANGE);
}

FS_CASE_RW(xattr_big, FS_XATTR, "a value of 600 bytes, and one that no file system takes")
{
	struct kern *k = fs->k;
	static char value[XATTR_SIZE_MAX + 1], got[XATTR_SIZE_MAX];

	make(fs);
	pattern(value, sizeof(value), 0);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.big", value, 600, 0));
	REQUIRE_EQ(600, kern_getxattr(k, "/mnt/f", "trusted.big", got, sizeof(got)));
	REQUIRE_MEMEQ(value, got, 600);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "trusted.big", value, sizeof(value), 0), E2BIG);
	REQUIRE_EQ(600, kern_getxattr(k, "/mnt/f", "trusted.big", got, sizeof(got)));
}

FS_CASE_RW(xattr_many, FS_XATTR, "twenty attributes that come and go in turns")
{
	struct kern *k = fs->k;
	char name[32], value[32];

	make(fs);
	for (int round = 0; round < 3; round++) {
		for (int i = round; i < 20; i += 2) {
			snprintf(name, sizeof(name), "trusted.n%d", i);
			snprintf(value, sizeof(value), "value %d of %d", i, round);
			REQUIRE_OK(kern_setxattr(k, "/mnt/f", name, value, strlen(value), 0));
		}
		for (int i = round; i < 20; i += 2) {
			snprintf(name, sizeof(name), "trusted.n%d", i);
			snprintf(value, sizeof(value), "value %d of %d", i, round);
			require_attr(k, "/mnt/f", name, value);
		}
		REQUIRE_OK(kern_removexattr(k, "/mnt/f", round ? "trusted.n4" : "trusted.n6"));
		REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.n4", "again", 5, 0));
	}
}

FS_CASE_RW(xattr_directory, FS_XATTR | FS_SYMLINK, "directories have them; of a link, its target's")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_symlink(k, "d", "/mnt/l"));
	REQUIRE_OK(kern_setxattr(k, "/mnt/l", "trusted.a", "dir", 3, 0));
	require_attr(k, "/mnt/d", "trusted.a", "dir");
	REQUIRE_ERROR(kern_call(k, KERN_LGETXATTR, (long)"/mnt/l", (long)"trusted.a", 0, 0),
	    ENODATA);
	REQUIRE_OK(
	    kern_call(k, KERN_LSETXATTR, (long)"/mnt/l", (long)"trusted.a", (long)"link", 4, 0));
	require_attr(k, "/mnt/d", "trusted.a", "dir");
}

FS_CASE_RW(xattr_remount, FS_XATTR | FS_PERSIST, "they outlive a remount, large and small")
{
	struct kern *k = fs->k;
	char big[600], got[600] = "";

	make(fs);
	pattern(big, sizeof(big), 0);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.small", "little", 6, 0));
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.big", big, sizeof(big), 0));
	fs_remount(fs, NULL);
	require_attr(k, "/mnt/f", "trusted.small", "little");
	REQUIRE_EQ(600, kern_getxattr(k, "/mnt/f", "trusted.big", got, sizeof(got)));
	REQUIRE_MEMEQ(big, got, sizeof(got));
}

FS_CASE_RW(xattr_shared_block, FS_XATTR | FS_PERSIST,
    "files with equal values, one of which changes")
{
	struct kern *k = fs->k;
	char value[500], got[500] = "";

	pattern(value, sizeof(value), 0);
	for (int i = 0; i < 4; i++) {
		char path[] = "/mnt/f0";

		path[6] += i;
		REQUIRE_OK(kern_put(k, path, "x", 1));
		REQUIRE_OK(kern_setxattr(k, path, "trusted.same", value, sizeof(value), 0));
	}
	REQUIRE_OK(kern_setxattr(k, "/mnt/f1", "trusted.same", "other", 5, 0));
	REQUIRE_OK(kern_unlink(k, "/mnt/f2"));
	fs_remount(fs, NULL);
	REQUIRE_EQ(500, kern_getxattr(k, "/mnt/f0", "trusted.same", got, sizeof(got)));
	REQUIRE_MEMEQ(value, got, sizeof(got));
	require_attr(k, "/mnt/f1", "trusted.same", "other");
}

FS_CASE_RW(xattr_trusted_is_roots, FS_XATTR | FS_OWNER, "trusted.* is not for users")
{
	struct kern *k = fs->k;
	int user = user_context(k, 1000);
	char list[64] = "";

	make(fs);
	REQUIRE_OK(kern_chown(k, "/mnt/f", 1000, 1000));
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "trusted.a", "1", 1, 0));
	kern_switch(k, user);
	REQUIRE_ERROR(kern_getxattr(k, "/mnt/f", "trusted.a", NULL, 0), ENODATA);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "trusted.b", "1", 1, 0), EPERM);
	REQUIRE_OK(kern_listxattr(k, "/mnt/f", list, sizeof(list)));
	REQUIRE(strcmp(list, "trusted.a") != 0);
	kern_switch(k, 0);
}

FS_CASE_RW(xattr_user, FS_USER_XATTR, "user.* on files and directories, by who may write")
{
	struct kern *k = fs->k;
	int user = user_context(k, 1000);

	make(fs);
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", "user.a", "mine", 4, 0));
	kern_switch(k, user);
	require_attr(k, "/mnt/f", "user.a", "mine");
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", "user.a", "x", 1, 0), EACCES);
	REQUIRE_ERROR(kern_removexattr(k, "/mnt/f", "user.a"), EACCES);
	kern_switch(k, 0);
	REQUIRE_OK(kern_mknod(k, "/mnt/p", S_IFIFO | 0666, 0));
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/p", "user.a", "x", 1, 0), EPERM);
}
