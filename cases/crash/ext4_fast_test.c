/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * ext4 with fast commits: fsync adds what changed to an area behind the journal in
 * place of a whole transaction.
 */
#include <linux/falloc.h>
#include <stdio.h>

#include "atf/case.h"
#include "cases/crash/crash_util.h"

static struct crash_promise fast(void)
{
	struct crash_promise p = promise_of("ext4", "ordered");

	p.image = "ext4/fast";
	return p;
}

static void appends(struct fs *fs)
{
	const int fd = make(fs, "/mnt/a", 0, 0);

	for (int i = 0; i < 8; i++) {
		fill(fs, fd, i * 1500, 1500, 'a' + i);
		REQUIRE_OK(kern_fsync(fs->k, fd));
	}
	make_synced(fs, "/mnt/b", 700, 'b');
	REQUIRE_OK(kern_rename(fs->k, "/mnt/b", "/mnt/a"));
	sync_path(fs, "/mnt");
}

CASE(append, "appends, each synced, and a rename")
{
	const struct crash_promise p = fast();

	REQUIRE_STREQ("", judge("ext4", &p, appends));
}

static void several(struct fs *fs)
{
	char path[32];

	make_synced(fs, "/mnt/first", 200, 'f');
	for (int i = 0; i < 5; i++) {
		snprintf(path, sizeof(path), "/mnt/file-%d", i);
		REQUIRE_OK(kern_close(fs->k, make(fs, path, 600, 'a' + i)));
	}
	make_synced(fs, "/mnt/last", 700, 'l');
}

CASE(two_blocks, "the power fails between the two blocks of a fast commit")
{
	const struct crash_promise p = fast();

	EXPECT_DEFECT("where the first block of a fast commit is on the disk and the one with its"
		      " end is not, ext4_fc_replay_scan gives ECANCELED, as no end was seen so"
		      " far; the recovery fails for that, and mount with EIO");
	REQUIRE_STREQ("", judge("ext4", &p, several));
}

static void link_tmpfile(struct fs *fs)
{
	const int fd = kern_open(fs->k, "/mnt", O_TMPFILE | O_RDWR, 0644);

	REQUIRE_OK(fd);
	fill(fs, fd, 0, 5000, 't');
	REQUIRE_OK(kern_fsync(fs->k, fd));
	REQUIRE_OK(kern_call(fs->k, KERN_LINKAT, fd, (long)"", AT_FDCWD, (long)"/mnt/whole",
	    AT_EMPTY_PATH));
	REQUIRE_OK(kern_fsync(fs->k, fd));
}

CASE(tmpfile, "a synced file without a name is given one and synced again")
{
	const struct crash_promise p = fast();

	EXPECT_DEFECT("a file of O_TMPFILE that was synced, linked and synced again by a fast"
		      " commit has no name after the recovery");
	REQUIRE_STREQ("", judge("ext4", &p, link_tmpfile));
}

static void new_directory(struct fs *fs)
{
	make_synced(fs, "/mnt/a", 300, 'a');
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	make_synced(fs, "/mnt/a", 400, 'b');
}

CASE(directory_links, "the links of a new directory and of its parent")
{
	const struct crash_promise p = fast();

	EXPECT_DEFECT("the replay of a fast commit with a new directory leaves the link counts of"
		      " the directory and of its parent one too low");
	REQUIRE_STREQ("", judge("ext4", &p, new_directory));
}

static void behind_the_end(struct fs *fs)
{
	const int fd = make(fs, "/mnt/a", 3000, 'a');

	REQUIRE_OK(kern_fallocate(fs->k, fd, 0, 0, 40000));
	REQUIRE_OK(kern_fsync(fs->k, fd));
	fill(fs, fd, 10000, 5000, 'b');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
	REQUIRE_OK(kern_fallocate(fs->k, fd, FALLOC_FL_KEEP_SIZE, 40000, 20000));
	fill(fs, fd, 40000, 3000, 'c');
	REQUIRE_OK(kern_fdatasync(fs->k, fd));
}

CASE(preallocated, "data written to space that was reserved behind the end")
{
	const struct crash_promise p = fast();

	EXPECT_DEFECT("data that is written across the end of a file into reserved space, and"
		      " synced by a fast commit, reads as zeroes where it begins after the"
		      " recovery");
	REQUIRE_STREQ("", judge("ext4", &p, behind_the_end));
}
