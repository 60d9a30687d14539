/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Blocks of ext4 that are larger than a sector and break the file system where the
 * power fails between their sectors.  Other cases leave these states out: see the
 * promises of the component.
 */
#include "atf/case.h"
#include "cases/crash/crash_util.h"

static void nothing(struct fs *fs)
{
	kern_advance(fs->k, COMMIT);
}

/* Transactions enough that one ends where an earlier one had content. */
static void directories(struct fs *fs)
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/b", 0755));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/b/c", 0755));
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/d", 0755));
	sync_path(fs, "/mnt/a");
}

static bool torn_superblock(const uint8_t *data, uint64_t sector, uint64_t len, uint64_t sectors)
{
	(void)data, (void)len;
	return sector + sectors == 3;
}

CASE(superblock, "a torn write of the superblock does not keep the disk from being mounted")
{
	struct crash_promise p = promise_of("ext4", "ordered");

	EXPECT_DEFECT("the superblock of ext4 has two sectors, one checksum (metadata_csum) and is"
		      " written in place when it is mounted: torn, it is taken for invalid, and"
		      " mount fails with EBADMSG until e2fsck takes a copy");
	p.known_tear = NULL;
	REQUIRE_STREQ("", judge("ext4", &p, nothing));
}

CASE(commit_block, "a torn commit block ends the journal there, and the disk is mounted")
{
	struct crash_promise p = promise_of("ext4", "ordered");

	EXPECT_DEFECT("jbd2 takes a commit block of which only the first sector was written for a"
		      " corrupt journal, and mount fails with EUCLEAN; fixed upstream by \"jbd2:"
		      " avoid mount failed when commit block is partial submitted\"");
	p.known_tear = torn_superblock;
	REQUIRE_STREQ("", judge("ext4", &p, directories));
}
