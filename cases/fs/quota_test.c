/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Quotas: what users, groups and projects take is counted, and limited.  Each body
 * runs on every file system that has them, by quotactl(2) of its own kind of record.
 */
#include <linux/btrfs.h>
#include <linux/fs.h>
#include <sys/quota.h>

#include "cases/fs/fs_util.h"

#define CASE_OF(comp, body, text)                                    \
	CASE(comp##_##body, text)                                    \
	{                                                            \
		struct fs fs = fs_open(component_find(#comp), NULL); \
                                                                     \
		body(&fs);                                           \
		fs_close(&fs);                                       \
	}

#define QUOTA_CASE(body, text)          \
	CASE_OF(ext4_quota, body, text) \
	CASE_OF(xfs_quota, body, text)  \
	CASE_OF(f2fs_quota, body, text)

#define PROJECTS 2        /* of the kinds of sys/quota.h, after users and groups */
#define LIMIT (512 << 10) /* more than some reserve to make a file */
#define USER 1000
#define GROUP 3000
#define PROJECT 77

static long control(struct fs *fs, int what, int kind, int id, struct dqblk *q)
{
	return kern_call(fs->k, KERN_QUOTACTL, QCMD(what, kind), (long)kern_disk(fs->k, fs->disk),
	    id, (long)q);
}

/* What is counted, after all that is cached was given its blocks.  xfs does not know
 * who has nothing. */
static struct dqblk usage(struct fs *fs, int kind, int id)
{
	struct dqblk q = { 0 };

	settle(fs);
	REQUIRE_ERROR(control(fs, Q_GETQUOTA, kind, id, &q), 0, ENOENT);
	return q;
}

static void limit(struct fs *fs, int kind, int id, uint64_t bytes, uint64_t inodes)
{
	struct dqblk q = { .dqb_valid = QIF_LIMITS };

	q.dqb_bhardlimit = bytes / 1024;
	q.dqb_ihardlimit = inodes;
	REQUIRE_OK(control(fs, Q_SETQUOTA, kind, id, &q));
}

/* Adds to a file until there is an error, which is returned; *size is what it has. */
static int grow(struct kern *k, const char *path, uint64_t *size)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_CREAT | O_WRONLY, 0666));
	char buf[4096];
	ssize_t n;

	for (*size = 0; *size < 2 * LIMIT; *size += n) {
		pattern(buf, sizeof(buf), *size);
		n = kern_pwrite(k, fd, buf, sizeof(buf), *size);
		if (n <= 0)
			break;
	}
	REQUIRE_OK(kern_close(k, fd));
	return *size < 2 * LIMIT ? n : 0;
}

static int enter(struct fs *fs)
{
	REQUIRE_OK(kern_chmod(fs->k, "/mnt", 0777));
	return user_context(fs->k, USER);
}

static void counts(struct fs *fs)
{
	struct kern *k = fs->k;

	put_pattern(k, "/mnt/f", 50000);
	put_pattern(k, "/mnt/g", 10);
	REQUIRE_OK(kern_chown(k, "/mnt/f", USER, GROUP));
	settle(fs);
	REQUIRE_EQ(stat_of(k, "/mnt/f").st_blocks * 512ll, usage(fs, USRQUOTA, USER).dqb_curspace);
	REQUIRE_EQ(1, usage(fs, USRQUOTA, USER).dqb_curinodes);
	REQUIRE_EQ(1, usage(fs, GRPQUOTA, GROUP).dqb_curinodes);
	REQUIRE_OK(kern_chown(k, "/mnt/g", USER, GROUP));
	REQUIRE_EQ(2, usage(fs, USRQUOTA, USER).dqb_curinodes);

	fs_remount(fs, NULL);
	REQUIRE_EQ(2, usage(fs, USRQUOTA, USER).dqb_curinodes);
	REQUIRE_EQ(usage(fs, USRQUOTA, USER).dqb_curspace, usage(fs, GRPQUOTA, GROUP).dqb_curspace);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_OK(kern_chown(k, "/mnt/g", 0, 0));
	REQUIRE_EQ(0, usage(fs, USRQUOTA, USER).dqb_curspace);
	REQUIRE_EQ(0, usage(fs, USRQUOTA, USER).dqb_curinodes);
	REQUIRE_EQ(0, usage(fs, GRPQUOTA, GROUP).dqb_curinodes);
}

static void room(struct fs *fs)
{
	struct kern *k = fs->k;
	const int user = enter(fs);
	uint64_t size, again;

	limit(fs, USRQUOTA, USER, LIMIT, 0);
	kern_switch(k, user);
	REQUIRE_ERROR(grow(k, "/mnt/f", &size), EDQUOT);
	REQUIRE(size > LIMIT / 2 && size <= LIMIT);
	kern_switch(k, 0);
	require_pattern_file(k, "/mnt/f", size);
	REQUIRE(usage(fs, USRQUOTA, USER).dqb_curspace <= LIMIT);
	REQUIRE_EQ(0, grow(k, "/mnt/of-root", &again)); /* which has no limit */

	kern_switch(k, user);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	settle(fs);
	REQUIRE_ERROR(grow(k, "/mnt/g", &again), EDQUOT);
	REQUIRE_EQ(size, again);
	kern_switch(k, 0);
	limit(fs, USRQUOTA, USER, 0, 0);
	kern_switch(k, user);
	REQUIRE_EQ(0, grow(k, "/mnt/g", &again));
	kern_switch(k, 0);
}

static void inodes(struct fs *fs)
{
	struct kern *k = fs->k;
	int user;

	limit(fs, GRPQUOTA, USER, 0, 3);
	fs_remount(fs, NULL); /* a limit lasts */
	user = enter(fs);
	kern_switch(k, user);
	REQUIRE_OK(kern_put(k, "/mnt/a", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/b", 0755));
	REQUIRE_OK(kern_symlink(k, "a", "/mnt/c"));
	REQUIRE_ERROR(kern_put(k, "/mnt/d", "x", 1), EDQUOT);
	REQUIRE_ERROR(kern_mkdir(k, "/mnt/d", 0755), EDQUOT);
	REQUIRE_ERROR(kern_access(k, "/mnt/d", F_OK), ENOENT);
	REQUIRE_OK(kern_link(k, "/mnt/a", "/mnt/d"));
	REQUIRE_OK(kern_rmdir(k, "/mnt/b"));
	settle(fs);
	REQUIRE_OK(kern_mkdir(k, "/mnt/e", 0755));
	REQUIRE_ERROR(kern_symlink(k, "a", "/mnt/g"), EDQUOT);
	kern_switch(k, 0);
}

/* A user who is at the limit is given nothing more. */
static void gift(struct fs *fs)
{
	struct kern *k = fs->k;

	put_pattern(k, "/mnt/f", 2 * LIMIT);
	put_pattern(k, "/mnt/g", 100);
	settle(fs);
	limit(fs, USRQUOTA, USER, LIMIT, 0);
	REQUIRE_OK(kern_chown(k, "/mnt/g", USER, -1));
	limit(fs, USRQUOTA, USER, LIMIT, 1);
	REQUIRE_EQ(1, usage(fs, USRQUOTA, USER).dqb_curinodes);
	REQUIRE_EQ(0, stat_of(k, "/mnt/f").st_uid);
}

static void set_project(struct kern *k, const char *path)
{
	const int fd = REQUIRE_OK(kern_open(k, path, O_RDONLY));
	struct fsxattr x;

	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_FSGETXATTR, &x));
	x.fsx_projid = PROJECT;
	x.fsx_xflags |= FS_XFLAG_PROJINHERIT;
	REQUIRE_OK(kern_ioctl(k, fd, FS_IOC_FSSETXATTR, &x));
	REQUIRE_OK(kern_close(k, fd));
}

/* A folder is a file system in small, for its own user and for all others. */
static void project(struct fs *fs)
{
	struct kern *k = fs->k;
	struct statfs s = { 0 };
	const int user = enter(fs);
	uint64_t size;

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0777));
	REQUIRE_OK(kern_chmod(k, "/mnt/d", 0777));
	set_project(k, "/mnt/d");
	limit(fs, PROJECTS, PROJECT, LIMIT, 0);
	REQUIRE_OK(kern_statfs(k, "/mnt/d", &s));
	REQUIRE_EQ(LIMIT, s.f_blocks * s.f_bsize);

	kern_switch(k, user);
	REQUIRE_ERROR(grow(k, "/mnt/d/f", &size), EDQUOT, ENOSPC);
	REQUIRE(size > LIMIT / 2 && size <= LIMIT);
	REQUIRE_EQ(0, grow(k, "/mnt/outside", &size));
	REQUIRE_OK(kern_put(k, "/mnt/in", "x", 1));
	REQUIRE_ERROR(kern_link(k, "/mnt/in", "/mnt/d/in"), EXDEV);
	kern_switch(k, 0);
	REQUIRE_EQ(2, usage(fs, PROJECTS, PROJECT).dqb_curinodes);
}

QUOTA_CASE(counts, "what a user and a group take is counted, also by the next mount")
QUOTA_CASE(room, "a user can not have more blocks than the limit, and root can")
QUOTA_CASE(inodes, "a group can not have more inodes than its limit, which lasts")
QUOTA_CASE(gift, "a file given to a user counts")
QUOTA_CASE(project, "a folder of a project has room of its own")

/* Nothing is refused before Q_QUOTAON. */
CASE_OF(ocfs2_quota, counts, "what a user and a group take is counted, also by the next mount")
CASE_OF(ocfs2_quota, gift, "a file given to a user counts")

CASE(btrfs_quota_room, "a subvolume can not have more than its limit")
{
	struct fs fs = fs_open(component_find("btrfs_quota"), NULL);
	struct kern *k = fs.k;
	struct btrfs_ioctl_qgroup_limit_args args = {
		.lim = { .flags = BTRFS_QGROUP_LIMIT_MAX_RFER, .max_rfer = 3 * LIMIT },
	};
	const int fd = REQUIRE_OK(kern_open(k, "/mnt", O_RDONLY));
	uint64_t size, again;

	REQUIRE_EQ(0, grow(k, "/mnt/before", &size));
	REQUIRE_OK(kern_sync(k));
	REQUIRE_OK(kern_ioctl(k, fd, BTRFS_IOC_QGROUP_LIMIT, &args));
	REQUIRE_ERROR(grow(k, "/mnt/f", &again), EDQUOT);
	REQUIRE(again < size);
	REQUIRE_OK(kern_unlink(k, "/mnt/before"));
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	settle(&fs);
	REQUIRE_EQ(0, grow(k, "/mnt/f", &again));
	REQUIRE_OK(kern_close(k, fd));
	fs_close(&fs);
}
