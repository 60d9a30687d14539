/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* POSIX access control lists, as the attributes that carry them. */
#include "cases/fs/fs_util.h"

#define ACCESS "system.posix_acl_access"
#define DEFAULT "system.posix_acl_default"

enum tag { USER_OBJ = 1, USER = 2, GROUP_OBJ = 4, GROUP = 8, MASK = 16, OTHER = 32 };

struct acl {
	uint32_t version;
	struct {
		uint16_t tag, perm;
		uint32_t id;
	} entry[6];
};

/* rw for the owner, `user` for user 1000, `mask` above it, `other` for all. */
static struct acl acl(int user, int mask, int other)
{
	const uint32_t none = -1;

	return (
	    struct acl){ 2, { { USER_OBJ, 6, none }, { USER, user, 1000 }, { GROUP_OBJ, 4, none },
				{ MASK, mask, none }, { OTHER, other, none } } };
}

#define ACL_LEN (4 + 5 * 8)

FS_CASE_RW(acl_user, FS_XATTR | FS_MODE | FS_OWNER, "a named user gets what others do not")
{
	struct kern *k = fs->k;
	struct acl a = acl(4, 7, 0), got = { 0 };
	int user = user_context(k, 1000), other = user_context(k, 2000);

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", ACCESS, &a, ACL_LEN, 0));
	kern_switch(k, user);
	require_content(k, "/mnt/f", "x");
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_WRONLY), EACCES);
	kern_switch(k, other);
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_RDONLY), EACCES);
	kern_switch(k, 0);
	if (!(fs->comp->lacks & FS_PERSIST))
		fs_remount(fs, NULL);
	REQUIRE_EQ(ACL_LEN, kern_getxattr(k, "/mnt/f", ACCESS, &got, sizeof(got)));
	REQUIRE_MEMEQ(&a, &got, ACL_LEN);
}

FS_CASE_RW(acl_mask, FS_XATTR | FS_MODE | FS_OWNER, "the group bits of the mode are the mask")
{
	struct kern *k = fs->k;
	struct acl a = acl(6, 4, 0);
	int user = user_context(k, 1000);

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_setxattr(k, "/mnt/f", ACCESS, &a, ACL_LEN, 0));
	REQUIRE_EQ(S_IFREG | 0640, stat_of(k, "/mnt/f").st_mode);
	kern_switch(k, user);
	REQUIRE_ERROR(kern_open(k, "/mnt/f", O_WRONLY), EACCES);
	kern_switch(k, 0);
	REQUIRE_OK(kern_chmod(k, "/mnt/f", 0660));
	kern_switch(k, user);
	REQUIRE_OK(kern_put(k, "/mnt/f", "y", 1));
	kern_switch(k, 0);
}

FS_CASE_RW(acl_default, FS_XATTR | FS_MODE | FS_OWNER,
    "a directory's default goes to what is made in it")
{
	struct kern *k = fs->k;
	struct acl a = acl(7, 7, 5), got = { 0 };

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_ERROR(kern_getxattr(k, "/mnt/d", DEFAULT, NULL, 0), ENODATA);
	REQUIRE_OK(kern_setxattr(k, "/mnt/d", DEFAULT, &a, ACL_LEN, 0));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d/sub", 0777));
	REQUIRE_EQ(ACL_LEN, kern_getxattr(k, "/mnt/d/f", ACCESS, &got, sizeof(got)));
	REQUIRE_EQ(ACL_LEN, kern_getxattr(k, "/mnt/d/sub", DEFAULT, &got, sizeof(got)));
	REQUIRE_MEMEQ(&a, &got, ACL_LEN);
	REQUIRE_OK(kern_removexattr(k, "/mnt/d", DEFAULT));
	REQUIRE_OK(kern_put(k, "/mnt/d/g", "x", 1));
	REQUIRE_ERROR(kern_getxattr(k, "/mnt/d/g", ACCESS, NULL, 0), ENODATA);
}

FS_CASE_RW(acl_bad, FS_XATTR | FS_MODE | FS_OWNER, "lists that are none, and who may set them")
{
	struct kern *k = fs->k;
	struct acl a = acl(4, 7, 0), bad;
	int user = user_context(k, 1000);

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	bad = a;
	bad.version = 3;
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", ACCESS, &bad, ACL_LEN, 0), EOPNOTSUPP);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", ACCESS, &a, ACL_LEN - 1, 0), EINVAL);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", ACCESS, &a, ACL_LEN - 8, 0), EINVAL);
	bad = a;
	bad.entry[0].tag = GROUP;
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", ACCESS, &bad, ACL_LEN, 0), EINVAL);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", DEFAULT, &a, ACL_LEN, 0), EACCES);
	kern_switch(k, user);
	REQUIRE_ERROR(kern_setxattr(k, "/mnt/f", ACCESS, &a, ACL_LEN, 0), EPERM);
	kern_switch(k, 0);
}
