/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The kinds of work that are known to have lost data on some file system: names used
 * again, sizes that lag behind, direct and mapped writes beside buffered ones. */
#include <linux/falloc.h>
#include <sys/mman.h>

#include "atf/case.h"
#include "cases/crash/crash_util.h"

CRASH(moved_parent, 0, "a directory is renamed, and a new file in it synced")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a", 0755));
	make_synced(fs, "/mnt/a/foo", 500, 'f');
	sync_fs(fs);
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/b"));
	make_synced(fs, "/mnt/b/bar", 600, 'b');
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a", 0755));
	make_synced(fs, "/mnt/a/foo", 700, 'c');
}

CRASH(link_name_again, FS_LINK, "a name of a linked file becomes a new file, which is synced")
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	make_synced(fs, "/mnt/foo", 900, 'f');
	REQUIRE_OK(kern_link(fs->k, "/mnt/foo", "/mnt/d/bar"));
	sync_fs(fs);
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/d/bar"));
	make_synced(fs, "/mnt/d/bar", 300, 'b');
	REQUIRE_OK(kern_rename(fs->k, "/mnt/foo", "/mnt/d/bar"));
	REQUIRE_OK(kern_link(fs->k, "/mnt/d/bar", "/mnt/foo"));
	sync_path(fs, "/mnt/d");
}

CRASH(swap_by_third, 0, "two files change names by a third, and one is synced")
{
	int fd;

	make_synced(fs, "/mnt/a", 1000, 'a');
	make_synced(fs, "/mnt/b", 2000, 'b');
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/c"));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/b", "/mnt/a"));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/c", "/mnt/b"));
	fd = kern_open(fs->k, "/mnt/b", O_RDWR);
	REQUIRE_OK(kern_fsync(fs->k, fd));
	kern_advance(fs->k, COMMIT);
}

CRASH(zero_behind_end, FS_ZERO, "zeroes behind the end with the size kept, then a write there")
{
	const int fd = make(fs, "/mnt/a", 8192, 'a');

	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(
	    kern_fallocate(fs->k, fd, FALLOC_FL_ZERO_RANGE | FALLOC_FL_KEEP_SIZE, 6000, 10000));
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	fill(fs, fd, 9000, 100, 'b');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 9050));
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 12000));
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
}

CRASH(punch_the_end, FS_PUNCH, "a hole over the end, then an append")
{
	const int fd = make(fs, "/mnt/a", 10000, 'a');

	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(
	    kern_fallocate(fs->k, fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 7000, 20000));
	fill(fs, fd, 10000, 3000, 'b');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	REQUIRE_OK(kern_fallocate(fs->k, fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 13000));
	REQUIRE_OK(kern_fsync(fs->k, fd));
}

CRASH(direct_beside_buffered, FS_DIRECT, "direct writes inside and at the end of a buffered file")
{
	static char block[8192];
	uint64_t from; /* memory of the process: the disk reads it */
	int fd, direct;

	memset(block, 'd', sizeof(block));
	REQUIRE_OK(kern_mmap(fs->k, &from, sizeof(block), PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	REQUIRE_OK(kern_poke(fs->k, from, block, sizeof(block)));
	fd = make(fs, "/mnt/a", 12288, 'a');
	direct = kern_open(fs->k, "/mnt/a", O_RDWR | O_DIRECT);
	REQUIRE_OK(direct);
	REQUIRE_EQ(4096, kern_call(fs->k, KERN_PWRITE, direct, from, 4096, 4096));
	REQUIRE_OK(kern_fdatasync(fs->k, direct));
	REQUIRE_EQ(8192, kern_call(fs->k, KERN_PWRITE, direct, from, 8192, 12288));
	fill(fs, fd, 20480, 1000, 'b');
	REQUIRE_EQ(8192, kern_call(fs->k, KERN_PWRITE, direct, from, 8192, 24576));
	REQUIRE_OK(kern_fsync(fs->k, fd));
}

CRASH(mapped_truncated, 0, "a mapped file is cut, grows again and is stored to")
{
	static char page[4096];
	uint64_t addr;
	int fd;

	make_synced(fs, "/mnt/a", 12288, 'a');
	sync_path(fs, "/mnt");
	fd = kern_open(fs->k, "/mnt/a", O_RDWR);
	REQUIRE_OK(kern_mmap(fs->k, &addr, 12288, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	memset(page, 'm', sizeof(page));
	REQUIRE_OK(kern_poke(fs->k, addr + 8192, page, sizeof(page)));
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 5000));
	kern_advance(fs->k, COMMIT);
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 12288));
	REQUIRE_OK(kern_poke(fs->k, addr + 4096, page, 2000));
	REQUIRE_OK(kern_msync(fs->k, addr, 12288, MS_SYNC));
	REQUIRE_OK(kern_poke(fs->k, addr + 8192, page, 100));
	kern_advance(fs->k, WRITEBACK);
}
