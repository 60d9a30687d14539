/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What FAT does not keep, though the calls made it durable.  Other cases do not ask
 * for it: see the promise of the component.
 */
#include "atf/case.h"
#include "cases/crash/crash_util.h"

static void put_and_sync(struct fs *fs)
{
	REQUIRE_OK(kern_put(fs->k, "/mnt/a", "content", 7));
	REQUIRE_OK(kern_sync(fs->k));
}

CASE(sync_flushes, "what was written before sync is there")
{
	struct crash_promise p = promise_of("vfat", "");

	EXPECT_DEFECT("sync and syncfs of FAT write all blocks, but have the disk flush its cache"
		      " no more than the driver's lack of a sync_fs operation allows: not at all;"
		      " fsync of a file does flush");
	p.sync_cached = false;
	REQUIRE_STREQ("", judge("vfat", &p, put_and_sync));
}

static void replace(struct fs *fs)
{
	make_synced(fs, "/mnt/config", 3000, 'a');
	sync_path(fs, "/mnt");
	make_synced(fs, "/mnt/config.new", 2500, 'b');
	REQUIRE_OK(kern_rename(fs->k, "/mnt/config.new", "/mnt/config"));
	sync_path(fs, "/mnt");
}

CASE(rename_durable, "a synced file renamed over another is there once the directory is synced")
{
	struct crash_promise p = promise_of("vfat", "");

	EXPECT_DEFECT("rename of FAT gives the new entry its first cluster and size in memory alone"
		      " (mark_inode_dirty after fat_attach): fsync of the directory writes the"
		      " target's old entry, whose clusters are free then, and removes the source:"
		      " both contents are lost");
	p.rename_bare = false;
	REQUIRE_STREQ("", judge("vfat", &p, replace));
}

static void new_directory(struct fs *fs)
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a", 0755));
	REQUIRE_OK(kern_sync(fs->k));
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/b", 0755));
	REQUIRE_OK(kern_sync(fs->k));
	REQUIRE_OK(kern_put(fs->k, "/mnt/a/b/file", "content", 7));
	sync_path(fs, "/mnt/a/b");
}

CASE(entries_durable, "the entries of a new directory are there once it is synced")
{
	struct crash_promise p = promise_of("vfat", "");

	EXPECT_DEFECT("mkdir of FAT has the first block of the new directory belong to the parent's"
		      " mapping (mark_buffer_dirty_inode in fat_alloc_new_dir), where it stays when"
		      " entries are added: fsync of the directory does not write them, only that of"
		      " its parent does");
	p.mkdir_above = false;
	REQUIRE_STREQ("", judge("vfat", &p, new_directory));
}

static void move_directory(struct fs *fs)
{
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a", 0755));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/b", 0755));
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/a/sub", 0755));
	make_synced(fs, "/mnt/a/sub/file", 1500, 'f');
	sync_fs(fs);
	sync_path(fs, "/mnt");
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a/sub", "/mnt/b/sub"));
	sync_path(fs, "/mnt/b");
	sync_path(fs, "/mnt/a");
}

CASE(directory_durable, "a directory that was moved is there once both parents are synced")
{
	struct crash_promise p = promise_of("vfat", "");

	EXPECT_DEFECT("rename of FAT gives the new entry its first cluster in memory alone: fsync"
		      " of the directory writes one that begins at cluster 0, so that the directory"
		      " and all below it can not be reached");
	p.rename_bare = false;
	REQUIRE_STREQ("", judge("vfat", &p, move_directory));
}
