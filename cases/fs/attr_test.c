/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Modes, owners and times. */
#include "cases/fs/fs_util.h"

FS_CASE_RW(chmod, FS_MODE, "all twelve bits, of files and directories")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	for (int bit = 0; bit < 12; bit++) {
		REQUIRE_OK(kern_chmod(k, "/mnt/f", 1 << bit));
		REQUIRE_EQ(S_IFREG | 1 << bit, stat_of(k, "/mnt/f").st_mode);
		REQUIRE_OK(kern_chmod(k, "/mnt/d", 1 << bit));
		REQUIRE_EQ(S_IFDIR | 1 << bit, stat_of(k, "/mnt/d").st_mode);
	}
	REQUIRE_ERROR(kern_chmod(k, "/mnt/no", 0600), ENOENT);
}

FS_CASE_RW(chmod_descriptor, FS_MODE, "fchmod, also of an unlinked file")
{
	struct kern *k = fs->k;
	struct stat st = { 0 };
	int fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDONLY, 0600));

	REQUIRE_OK(kern_call(k, KERN_FCHMOD, fd, 0640));
	REQUIRE_EQ(S_IFREG | 0640, stat_of(k, "/mnt/f").st_mode);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	REQUIRE_OK(kern_call(k, KERN_FCHMOD, fd, 0400));
	REQUIRE_OK(kern_fstat(k, fd, &st));
	REQUIRE_EQ(S_IFREG | 0400, st.st_mode);
}

FS_CASE_RW(umask, FS_MODE, "bits of the mask are not given to new files")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_call(k, KERN_UMASK, 027));
	REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDONLY, 0777));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0777));
	REQUIRE_EQ(027, kern_call(k, KERN_UMASK, 022));
	REQUIRE_EQ(S_IFREG | 0750, stat_of(k, "/mnt/f").st_mode);
	REQUIRE_EQ(S_IFDIR | 0750, stat_of(k, "/mnt/d").st_mode);
}

FS_CASE_RW(chown, FS_OWNER, "user and group, one of them")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_chown(k, "/mnt/f", 10000, 200));
	REQUIRE_EQ(10000, stat_of(k, "/mnt/f").st_uid);
	REQUIRE_EQ(200, stat_of(k, "/mnt/f").st_gid);
	REQUIRE_OK(kern_chown(k, "/mnt/f", -1, 5));
	REQUIRE_EQ(10000, stat_of(k, "/mnt/f").st_uid);
	REQUIRE_EQ(5, stat_of(k, "/mnt/f").st_gid);
	REQUIRE_OK(kern_chown(k, "/mnt/f", 6, -1));
	REQUIRE_EQ(6, stat_of(k, "/mnt/f").st_uid);
	REQUIRE_EQ(5, stat_of(k, "/mnt/f").st_gid);
}

FS_CASE_RW(chown_large, FS_OWNER | FS_LARGE_IDS, "ids above 16 bits, also after a remount")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_chown(k, "/mnt/f", 100000, 200000));
	if (!(fs->comp->lacks & FS_PERSIST))
		fs_remount(fs, NULL);
	REQUIRE_EQ(100000, stat_of(k, "/mnt/f").st_uid);
	REQUIRE_EQ(200000, stat_of(k, "/mnt/f").st_gid);
}

FS_CASE_RW(lchown, FS_OWNER | FS_SYMLINK, "of a link, not of its target")
{
	struct kern *k = fs->k;

	/* Not in /mnt, which may be sticky: there links of others are not followed. */
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	REQUIRE_OK(kern_symlink(k, "f", "/mnt/d/l"));
	REQUIRE_OK(kern_lchown(k, "/mnt/d/l", 7, 8));
	REQUIRE_EQ(7, stat_of(k, "/mnt/d/l").st_uid);
	REQUIRE_EQ(0, stat_of(k, "/mnt/d/f").st_uid);
	REQUIRE_OK(kern_chown(k, "/mnt/d/l", 9, 9));
	REQUIRE_EQ(7, stat_of(k, "/mnt/d/l").st_uid);
	REQUIRE_EQ(9, stat_of(k, "/mnt/d/f").st_uid);
}

FS_CASE_RW(chown_clears_setuid, FS_OWNER | FS_MODE,
    "set-user-ID and set-group-ID go with the owner")
{
	struct kern *k = fs->k;

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_chmod(k, "/mnt/f", 06755));
	REQUIRE_OK(kern_chown(k, "/mnt/f", 1000, 1000));
	REQUIRE_EQ(S_IFREG | 0755, stat_of(k, "/mnt/f").st_mode);
}

/* The time that a component stores for this one. */
static struct timespec stored(const struct component *comp, struct timespec t)
{
	uint64_t step = comp->time_step ? comp->time_step : 1;

	if (step >= 1000000000) {
		t.tv_sec -= t.tv_sec % (time_t)(step / 1000000000);
		t.tv_nsec = 0;
	} else {
		t.tv_nsec -= t.tv_nsec % (long)step;
	}
	return t;
}

static void require_mtime(struct fs *fs, struct timespec set)
{
	struct timespec want = stored(fs->comp, set), got = stat_of(fs->k, "/mnt/f").st_mtim;

	REQUIRE_EQ(want.tv_sec, got.tv_sec);
	REQUIRE_EQ(want.tv_nsec, got.tv_nsec);
}

FS_CASE_RW(utimes, 0, "the time of the last change, before and after a remount")
{
	struct timespec t[2] = { { 1000000001, 0 }, { 1234567891, 123456789 } };

	REQUIRE_OK(kern_put(fs->k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_utimens(fs->k, "/mnt/f", t));
	require_mtime(fs, t[1]);
	if (fs->comp->lacks & FS_PERSIST)
		return;
	fs_remount(fs, NULL);
	require_mtime(fs, t[1]);
}

FS_CASE_RW(utimes_nanoseconds, FS_NSEC | FS_ATIME, "both times to the nanosecond")
{
	struct kern *k = fs->k;
	struct timespec t[2] = { { 1000000000, 1 }, { 1000000001, 999999999 } };

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_utimens(k, "/mnt/f", t));
	if (!(fs->comp->lacks & FS_PERSIST))
		fs_remount(fs, NULL);
	REQUIRE_EQ(1000000000, stat_of(k, "/mnt/f").st_atim.tv_sec);
	REQUIRE_EQ(1, stat_of(k, "/mnt/f").st_atim.tv_nsec);
	REQUIRE_EQ(1000000001, stat_of(k, "/mnt/f").st_mtim.tv_sec);
	REQUIRE_EQ(999999999, stat_of(k, "/mnt/f").st_mtim.tv_nsec);
}

FS_CASE_RW(utimes_far, FS_FAR_TIMES | FS_ATIME, "before 1970 and after 2038")
{
	struct kern *k = fs->k;
	struct timespec t[2] = { { -1000, 0 }, { 5000000000, 5 } };

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_utimens(k, "/mnt/f", t));
	if (!(fs->comp->lacks & FS_PERSIST))
		fs_remount(fs, NULL);
	REQUIRE_EQ(-1000, stat_of(k, "/mnt/f").st_atim.tv_sec);
	REQUIRE_EQ(5000000000, stat_of(k, "/mnt/f").st_mtim.tv_sec);
}

FS_CASE_RW(utimes_omit_now, 0, "UTIME_OMIT leaves a time alone, UTIME_NOW sets the clock's")
{
	struct kern *k = fs->k;
	struct timespec old[2] = { { 1000000000, 0 }, { 1000000000, 0 } };
	struct timespec omit[2] = { { 0, UTIME_OMIT }, { 0, UTIME_OMIT } };
	struct timespec now[2] = { { 0, UTIME_OMIT }, { 0, UTIME_NOW } };
	struct timespec bad[2] = { { 0, 1000000000 }, { 0, 0 } };

	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_utimens(k, "/mnt/f", old));
	REQUIRE_OK(kern_utimens(k, "/mnt/f", omit));
	require_mtime(fs, old[1]);
	REQUIRE_ERROR(kern_utimens(k, "/mnt/f", bad), EINVAL);
	require_mtime(fs, old[1]);
	REQUIRE_OK(kern_utimens(k, "/mnt/f", now));
	REQUIRE(stat_of(k, "/mnt/f").st_mtim.tv_sec > 1000000000);
	REQUIRE_ERROR(kern_utimens(k, "/mnt/no", now), ENOENT);
}

FS_CASE_RW(mtime_moves, 0, "a write and a truncation set the time, a read does not")
{
	struct kern *k = fs->k;
	struct timespec old[2] = { { 1000000000, 0 }, { 1000000000, 0 } };
	char buf[4] = "";
	int fd;

	REQUIRE_OK(kern_put(k, "/mnt/f", "content", 7));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDWR));
	REQUIRE_OK(kern_utimens(k, "/mnt/f", old));
	REQUIRE_EQ(4, kern_read(k, fd, buf, 4));
	require_mtime(fs, old[1]);
	REQUIRE_EQ(1, kern_pwrite(k, fd, "C", 1, 0));
	REQUIRE(stat_of(k, "/mnt/f").st_mtim.tv_sec > 1000000000);
	REQUIRE_OK(kern_utimens(k, "/mnt/f", old));
	REQUIRE_OK(kern_ftruncate(k, fd, 3));
	REQUIRE(stat_of(k, "/mnt/f").st_mtim.tv_sec > 1000000000);
}

FS_CASE_RW(mtime_of_directories, FS_ATIME, "a directory's time moves with its names")
{
	struct kern *k = fs->k;
	struct timespec old[2] = { { 1000000000, 0 }, { 1000000000, 0 } };

	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_put(k, "/mnt/d/f", "x", 1));
	REQUIRE_OK(kern_utimens(k, "/mnt/d", old));
	require_content(k, "/mnt/d/f", "x");
	REQUIRE_EQ(1000000000, stat_of(k, "/mnt/d").st_mtim.tv_sec);
	REQUIRE_OK(kern_unlink(k, "/mnt/d/f"));
	REQUIRE(stat_of(k, "/mnt/d").st_mtim.tv_sec > 1000000000);
}

FS_CASE_RW(atime_moves, FS_ATIME, "a read sets the access time where it is older than the change")
{
	struct kern *k = fs->k;
	struct timespec old[2] = { { 1000000000, 0 }, { 1100000000, 0 } };
	int fd;

	REQUIRE_OK(kern_put(k, "/mnt/f", "content", 7));
	REQUIRE_OK(kern_utimens(k, "/mnt/f", old));
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_RDONLY | O_NOATIME));
	REQUIRE_EQ(4, kern_read(k, fd, (char[4]){ 0 }, 4));
	REQUIRE_EQ(1000000000, stat_of(k, "/mnt/f").st_atim.tv_sec);
	require_content(k, "/mnt/f", "content");
	REQUIRE(stat_of(k, "/mnt/f").st_atim.tv_sec > 1100000000);
}
