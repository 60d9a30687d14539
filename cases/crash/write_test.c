/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Content and size of files when the power fails. */
#include <linux/falloc.h>
#include <stdio.h>
#include <sys/mman.h>

#include "atf/case.h"
#include "cases/crash/crash_util.h"

CRASH(append_fsync, 0, "a log file: append, sync, append, sync")
{
	const int fd = make(fs, "/mnt/log", 0, 0);

	for (int i = 0; i < 6; i++) {
		fill(fs, fd, i * 700, 700, 'a' + i);
		REQUIRE_OK(i % 2 ? kern_fsync(fs->k, fd) : kern_fdatasync(fs->k, fd));
	}
	fill(fs, fd, 4200, 9000, 'z');
}

CRASH(append_unsynced, 0, "appends that nobody syncs, written back in the course of time")
{
	const int fd = make(fs, "/mnt/log", 0, 0);

	for (int i = 0; i < 4; i++) {
		fill(fs, fd, i * 6000, 6000, 'a' + i);
		kern_advance(fs->k, i % 2 ? WRITEBACK : COMMIT);
	}
}

CRASH(overwrite, 0, "a synced file is overwritten in place")
{
	int fd;

	make_synced(fs, "/mnt/a", 12000, 'a');
	sync_path(fs, "/mnt");
	fd = kern_open(fs->k, "/mnt/a", O_RDWR);
	fill(fs, fd, 100, 5000, 'b');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	fill(fs, fd, 3000, 6000, 'c');
	kern_advance(fs->k, WRITEBACK);
	fill(fs, fd, 0, 12000, 'd');
	REQUIRE_OK(kern_fsync(fs->k, fd));
}

CRASH(truncate_down, 0, "a synced file becomes shorter, and longer again")
{
	int fd;

	make_synced(fs, "/mnt/a", 30000, 'a');
	sync_path(fs, "/mnt");
	fd = kern_open(fs->k, "/mnt/a", O_RDWR);
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 10100));
	kern_advance(fs->k, COMMIT);
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 20000));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 0));
	fill(fs, fd, 0, 5000, 'b');
	kern_advance(fs->k, WRITEBACK);
}

CRASH(truncate_up, 0, "a file grows by truncate, and is written in the middle")
{
	const int fd = make(fs, "/mnt/a", 1500, 'a');

	REQUIRE_OK(kern_ftruncate(fs->k, fd, 20000));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	fill(fs, fd, 9000, 2000, 'b');
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 25000));
	kern_advance(fs->k, WRITEBACK);
	fill(fs, fd, 30000, 100, 'c');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
}

CRASH(replace_truncate, 0, "a file is emptied and written anew, as editors do")
{
	make_synced(fs, "/mnt/a", 9000, 'a');
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_put(fs->k, "/mnt/a", "the new content", 15));
	kern_advance(fs->k, COMMIT);
	make_synced(fs, "/mnt/a", 6000, 'c');
}

CRASH(sync_writes, 0, "writes with O_SYNC and with O_DSYNC")
{
	int fd = kern_open(fs->k, "/mnt/a", O_RDWR | O_CREAT | O_SYNC, 0644);

	REQUIRE_OK(fd);
	for (int i = 0; i < 3; i++)
		fill(fs, fd, i * 1500, 1500, 'a' + i);
	REQUIRE_OK(kern_close(fs->k, fd));
	fd = kern_open(fs->k, "/mnt/a", O_RDWR | O_DSYNC);
	REQUIRE_OK(fd);
	fill(fs, fd, 2000, 1000, 'd');
	fill(fs, fd, 6000, 300, 'e');
}

CRASH(mapped, 0, "stores to a mapping, with msync of a part")
{
	static char page[4096];
	uint64_t addr;
	int fd;

	make_synced(fs, "/mnt/a", 16384, 'a');
	sync_path(fs, "/mnt");
	fd = kern_open(fs->k, "/mnt/a", O_RDWR);
	REQUIRE_OK(kern_mmap(fs->k, &addr, 16384, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	memset(page, 'b', sizeof(page));
	REQUIRE_OK(kern_poke(fs->k, addr + 4096, page, sizeof(page)));
	REQUIRE_OK(kern_poke(fs->k, addr + 12288, page, 1000));
	REQUIRE_OK(kern_msync(fs->k, addr + 4096, 4096, MS_SYNC));
	memset(page, 'c', sizeof(page));
	REQUIRE_OK(kern_poke(fs->k, addr + 4096, page, 700));
	kern_advance(fs->k, WRITEBACK);
	REQUIRE_OK(kern_msync(fs->k, addr, 16384, MS_SYNC));
}

CRASH(preallocated, FS_FALLOCATE, "space that is reserved, then written")
{
	const int fd = make(fs, "/mnt/a", 3000, 'a');

	REQUIRE_OK(kern_fallocate(fs->k, fd, 0, 0, 40000));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	fill(fs, fd, 10000, 5000, 'b');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	REQUIRE_OK(kern_fallocate(fs->k, fd, FALLOC_FL_KEEP_SIZE, 40000, 20000));
	fill(fs, fd, 40000, 3000, 'c');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	REQUIRE_OK(kern_ftruncate(fs->k, fd, 41000));
	kern_advance(fs->k, COMMIT);
}

CRASH(punch_hole, FS_PUNCH, "a hole in a synced file, filled again")
{
	int fd;

	make_synced(fs, "/mnt/a", 30000, 'a');
	fd = kern_open(fs->k, "/mnt/a", O_RDWR);
	REQUIRE_OK(
	    kern_fallocate(fs->k, fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 5000, 10000));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	fill(fs, fd, 6000, 2000, 'b');
	REQUIRE_OK(
	    kern_fallocate(fs->k, fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 20480, 4096));
	kern_advance(fs->k, COMMIT);
	fill(fs, fd, 21000, 3000, 'c');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
}

CRASH(zero_range, FS_ZERO, "ranges that are zeroed, inside and behind the end")
{
	int fd;

	make_synced(fs, "/mnt/a", 20000, 'a');
	fd = kern_open(fs->k, "/mnt/a", O_RDWR);
	REQUIRE_OK(kern_fallocate(fs->k, fd, FALLOC_FL_ZERO_RANGE, 3000, 9000));
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	REQUIRE_OK(kern_fallocate(fs->k, fd, FALLOC_FL_ZERO_RANGE, 18000, 10000));
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	fill(fs, fd, 4000, 3000, 'b');
	kern_advance(fs->k, WRITEBACK);
}

CRASH(collapse_insert, FS_COLLAPSE, "ranges that are taken out and put in")
{
	int fd;

	make_synced(fs, "/mnt/a", 32768, 'a');
	fd = kern_open(fs->k, "/mnt/a", O_RDWR);
	REQUIRE_OK(kern_fallocate(fs->k, fd, FALLOC_FL_COLLAPSE_RANGE, 8192, 4096));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_fallocate(fs->k, fd, FALLOC_FL_INSERT_RANGE, 4096, 8192));
	fill(fs, fd, 4096, 3000, 'b');
	REQUIRE_OK(kern_fsync(fs->k, fd));
}

CRASH(sparse, FS_SPARSE, "far apart in a sparse file")
{
	const int fd = make(fs, "/mnt/a", 0, 0);

	for (int i = 1; i < 7; i++) {
		fill(fs, fd, i * 131072 - 1000, 2000, 'a' + i);
		if (i % 3 == 0)
			REQUIRE_OK(kern_fsync(fs->k, fd));
	}
}

CRASH(many_syncfs, 0, "many small files and syncfs, again and again")
{
	char path[32];

	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 10; i++) {
			snprintf(path, sizeof(path), "/mnt/f%d", (i * 3 + round) % 12);
			REQUIRE_OK(kern_put(fs->k, path, path, 5 + i + round));
		}
		sync_fs(fs);
		sync_path(fs, "/mnt");
	}
}
