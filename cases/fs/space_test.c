/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Space: how much there is, what happens when there is none, and afterwards. */
#include <linux/falloc.h>
#include <sys/mman.h>

#include "cases/fs/fs_util.h"

#define CHUNK 65536

FS_CASE(statfs, FS_STATFS, "sizes that fit together")
{
	struct statfs s = { 0 };

	REQUIRE_OK(kern_statfs(fs->k, "/mnt", &s));
	REQUIRE(s.f_bsize >= 512);
	REQUIRE(s.f_bfree <= s.f_blocks);
	REQUIRE(s.f_bavail <= s.f_bfree);
	REQUIRE(s.f_ffree <= s.f_files);
	REQUIRE((size_t)s.f_namelen >= name_max(fs, 255));
	if (fs->disk)
		REQUIRE(
		    (s.f_blocks - 1) * s.f_bsize < fs->disk->size); /* the last may be partial */
	REQUIRE_ERROR(kern_statfs(fs->k, "/mnt/no", &s), ENOENT);
}

FS_CASE_RW(statfs_blocks, FS_STATFS | FS_FREES,
    "free blocks go down by what is written and come back")
{
	struct kern *k = fs->k;
	struct statfs a = { 0 }, b = { 0 }, c = { 0 };

	put_pattern(k, "/mnt/g", 1);
	settle(fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &a));
	put_pattern(k, "/mnt/f", 300000);
	settle(fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &b));
	REQUIRE((a.f_bfree - b.f_bfree) * a.f_bsize >= 300000 - 4096);
	REQUIRE((a.f_bfree - b.f_bfree) * a.f_bsize <= 340000);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	settle(fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &c));
	REQUIRE_EQ(a.f_bfree, c.f_bfree);
}

FS_CASE_RW(statfs_inodes, FS_INODES, "each file takes an inode")
{
	struct kern *k = fs->k;
	struct statfs a = { 0 }, b = { 0 };

	REQUIRE_OK(kern_statfs(k, "/mnt", &a));
	REQUIRE_OK(kern_put(k, "/mnt/f", "x", 1));
	REQUIRE_OK(kern_mkdir(k, "/mnt/d", 0755));
	REQUIRE_OK(kern_statfs(k, "/mnt", &b));
	REQUIRE_EQ(2, a.f_ffree - b.f_ffree);
	REQUIRE_EQ(a.f_files, b.f_files);
}

/* Writes a file until there is no room left for one byte; its size. */
static uint64_t fill(struct kern *k, const char *path)
{
	int fd = REQUIRE_OK(kern_open(k, path, O_CREAT | O_WRONLY, 0644));
	static char buf[CHUNK];
	uint64_t at = 0;
	size_t len = CHUNK;

	for (;;) {
		ssize_t n;

		pattern(buf, len, at);
		n = kern_pwrite(k, fd, buf, len, at);
		if (n < 0) {
			REQUIRE_ERROR(n, ENOSPC);
			if (len == 1)
				break;
			len = len > 1024 ? len / 8 : 1;
			continue;
		}
		REQUIRE(n > 0);
		at += n;
	}
	REQUIRE_ERROR(kern_fsync(k, fd), 0, ENOSPC);
	REQUIRE_OK(kern_close(k, fd));
	return at;
}

static void small(struct fs *fs)
{
	if (fs->comp->full)
		fs_remount(fs, fs->comp->full);
}

FS_CASE_RW(enospc, FS_ENOSPC | FS_FREES, "what was written before is right, and room comes back")
{
	struct kern *k = fs->k;
	uint64_t size, again;

	small(fs);
	size = fill(k, "/mnt/f");
	REQUIRE(size > CHUNK);
	REQUIRE_EQ(size, stat_of(k, "/mnt/f").st_size);
	require_pattern_file(k, "/mnt/f", size);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	settle(fs);
	again = fill(k, "/mnt/g");
	REQUIRE(again + CHUNK >= size);
	require_pattern_file(k, "/mnt/g", again);
}

FS_CASE_RW(enospc_lasts, FS_ENOSPC | FS_FREES | FS_PERSIST,
    "a full file system mounts again, and is full")
{
	struct kern *k = fs->k;
	uint64_t size = fill(k, "/mnt/f");

	fs_remount(fs, NULL);
	require_pattern_file(k, "/mnt/f", size);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	settle(fs);
	put_pattern(k, "/mnt/g", CHUNK);
	require_pattern_file(k, "/mnt/g", CHUNK);
}

FS_CASE_RW(enospc_overwrite, FS_ENOSPC | FS_IN_PLACE,
    "a full file system lets its files be changed")
{
	struct kern *k = fs->k;
	int fd;

	small(fs);
	put_pattern(k, "/mnt/old", 20000);
	REQUIRE_OK(kern_sync(k));
	fill(k, "/mnt/f");
	fd = REQUIRE_OK(kern_open(k, "/mnt/old", O_RDWR));
	for (int at = 0; at < 20000; at += 1000)
		REQUIRE_EQ(4, kern_pwrite(k, fd, "over", 4, at));
	REQUIRE_OK(kern_fsync(k, fd));
	REQUIRE_OK(kern_truncate(k, "/mnt/old", 100));
	REQUIRE_OK(kern_rename(k, "/mnt/old", "/mnt/new"));
	REQUIRE_OK(kern_unlink(k, "/mnt/new"));
}

FS_CASE_RW(enospc_directories, FS_ENOSPC | FS_FREES | FS_ONE_ROOM,
    "directories until nothing fits; all can be removed")
{
	struct kern *k = fs->k;
	const int len = name_max(fs, 200);
	char path[300];
	int n, error = 0;

	small(fs);
	fill(k, "/mnt/f");
	for (n = 0; n < 5000; n++) {
		snprintf(path, sizeof(path), "/mnt/%0*d", len, n);
		error = kern_mkdir(k, path, 0755);
		if (error)
			break;
	}
	REQUIRE_ERROR(error, ENOSPC);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	settle(fs);
	REQUIRE_OK(kern_mkdir(k, path, 0755));
	for (int i = 0; i <= n; i++) {
		snprintf(path, sizeof(path), "/mnt/%0*d", len, i);
		REQUIRE_OK(kern_rmdir(k, path));
	}
}

FS_CASE_RW(enospc_inodes, FS_ENOSPC | FS_FEW_INODES, "empty files until there are no inodes")
{
	struct kern *k = fs->k;
	char path[32];
	long error = 0;
	int n;

	small(fs);
	for (n = 0; n < 5000; n++) {
		snprintf(path, sizeof(path), "/mnt/f%d", n);
		error = kern_mknod(k, path, S_IFREG | 0644, 0);
		if (error)
			break;
	}
	REQUIRE_ERROR(error, ENOSPC);
	REQUIRE_OK(kern_unlink(k, "/mnt/f0"));
	REQUIRE_OK(kern_mknod(k, path, S_IFREG | 0644, 0));
}

FS_CASE_RW(enospc_fallocate, FS_ENOSPC | FS_FREES | FS_FALLOCATE,
    "more than there is, and room comes back")
{
	struct kern *k = fs->k;
	struct statfs a = { 0 }, b = { 0 };
	int fd;

	small(fs);
	fd = REQUIRE_OK(kern_open(k, "/mnt/f", O_CREAT | O_RDWR, 0644));
	settle(fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &a));
	REQUIRE_ERROR(kern_fallocate(k, fd, FALLOC_FL_KEEP_SIZE, 0, 1 << 30), ENOSPC);
	REQUIRE_OK(kern_ftruncate(k, fd, 0));
	REQUIRE_OK(kern_close(k, fd));
	settle(fs);
	REQUIRE_OK(kern_statfs(k, "/mnt", &b));
	REQUIRE_EQ(a.f_bfree, b.f_bfree);
}

FS_CASE_RW(enospc_page_fault, FS_ENOSPC | FS_FREES | FS_SPARSE | FS_FAULT_ROOM,
    "a write to a mapped hole without room is SIGBUS")
{
	struct kern *k = fs->k;
	uint64_t addr = 0;
	int fd;

	small(fs);
	fd = REQUIRE_OK(kern_open(k, "/mnt/hole", O_CREAT | O_RDWR, 0644));
	REQUIRE_OK(kern_ftruncate(k, fd, 1 << 20));
	REQUIRE_OK(kern_mmap(k, &addr, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	fill(k, "/mnt/f");
	REQUIRE_ERROR(kern_poke(k, addr + (1 << 19), "x", 1), EIO);
	REQUIRE_OK(kern_unlink(k, "/mnt/f"));
	settle(fs);
	REQUIRE_OK(kern_poke(k, addr + (1 << 19), "x", 1));
	REQUIRE_OK(kern_munmap(k, addr, 1 << 20));
}
