/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Each check of the oracle finds what it is for: a promise that is not kept, by the
 * options or the image, or by a fault between the kernel and the log. */
#include "atf/case.h"
#include "cases/crash/crash_util.h"

static void some_work(struct fs *fs)
{
	make_synced(fs, "/mnt/a", 3000, 'a');
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/d", 0755));
	REQUIRE_OK(kern_rename(fs->k, "/mnt/a", "/mnt/d/b"));
	sync_path(fs, "/mnt/d");
	make_synced(fs, "/mnt/c", 5000, 'c');
	REQUIRE_OK(kern_unlink(fs->k, "/mnt/d/b"));
	sync_fs(fs);
	REQUIRE_OK(kern_mkdir(fs->k, "/mnt/e", 0755));
	sync_path(fs, "/mnt");
}

#define REQUIRE_FOUND(text, found) require_found(__LINE__, (text), (found))

static void require_found(int line, const char *text, const char *found)
{
	if (!strstr(found, text))
		require_failed(__FILE__, line, "expected \"%s\", got \"%s\"", text, found);
}

CASE(nothing, "a promise that is kept: nothing is found")
{
	const struct crash_promise p = promise_of("ext4", "ordered");

	REQUIRE_STREQ("", judge("ext4", &p, some_work));
}

static void dropped_flushes(struct fs *fs)
{
	kern_fault(fs->k, "flush:*=drop");
	some_work(fs);
}

CASE(flushes_dropped, "flushes that do not reach the disk: what was synced is lost")
{
	const struct crash_promise p = promise_of("ext4", "ordered");

	REQUIRE_FOUND("lost=", judge("ext4", &p, dropped_flushes));
}

CASE(no_barriers, "a mount without barriers: the same")
{
	struct crash_promise p = promise_of("ext4", "ordered");

	p.options = "barrier=0";
	REQUIRE_FOUND("lost=", judge("ext4", &p, some_work));
}

CASE(no_journal, "a file system without a journal: names of no moment, and the checker complains")
{
	struct crash_promise p = promise_of("ext4", "ordered");

	p.options = NULL;
	p.image = "ext4/ext2";
	p.old_data = true;
	REQUIRE_FOUND("names and attributes of none of the steps",
	    judge_with("ext4", &p, some_work, 0));
	REQUIRE_FOUND("the checker", judge("ext4", &p, some_work));
}

static void grow(struct fs *fs)
{
	make(fs, "/mnt/a", 9000, 'a');
	kern_advance(fs->k, COMMIT);
	make(fs, "/mnt/b", 20000, 'b');
	kern_advance(fs->k, COMMIT);
}

CASE(old_data, "blocks that are allocated before their data is written: old data shows")
{
	struct crash_promise p = promise_of("ext4", "ordered");

	p.options = "data=writeback,nodelalloc,dioread_lock";
	REQUIRE_FOUND("old data of a deleted file", judge("ext4", &p, grow));
	p.old_data = true;
	REQUIRE_STREQ("", judge("ext4", &p, grow));
}

/* Of the image ext4/small: behind its metadata and its journal. */
#define EXT4_DATA "sector=8192..16383"

static void lost_data(struct fs *fs)
{
	kern_fault(fs->k, "write[" EXT4_DATA "]:1=drop");
	some_work(fs);
}

CASE(data_lost, "a write of data that is lost: what the disk held before")
{
	const struct crash_promise p = promise_of("ext4", "ordered");

	REQUIRE_FOUND("old data of a deleted file", judge("ext4", &p, lost_data));
}

static void flipped_data(struct fs *fs)
{
	kern_fault(fs->k, "write[" EXT4_DATA "]:1=flip(1)");
	some_work(fs);
}

CASE(data_flipped, "a bit of data that is written wrong: content of no step")
{
	const struct crash_promise p = promise_of("ext4", "ordered");

	REQUIRE_FOUND("the content of no step", judge("ext4", &p, flipped_data));
}

static void misdirected_data(struct fs *fs)
{
	kern_fault(fs->k, "write[" EXT4_DATA "]:2=misdirect(2)");
	some_work(fs);
}

CASE(data_misdirected, "data that goes to another place")
{
	const struct crash_promise p = promise_of("ext4", "ordered");

	REQUIRE_FOUND("old data of a deleted file", judge("ext4", &p, misdirected_data));
}

static void flipped_superblock(struct fs *fs)
{
	kern_fault(fs->k, "write[sector=2]:1..=flip(1, at=56)");
	some_work(fs);
}

CASE(no_mount, "a superblock that is written wrong: no mount")
{
	const struct crash_promise p = promise_of("ext4", "ordered");

	REQUIRE_FOUND("mount: ", judge("ext4", &p, flipped_superblock));
}

/* Of the image vfat/small: two tables of 32 sectors behind sector 2, the root
 * directory behind them. */
static void append_twice(struct fs *fs)
{
	const int fd = make(fs, "/mnt/a", 3000, 'a');

	REQUIRE_OK(kern_fsync(fs->k, fd));
	sync_path(fs, "/mnt");
	fill(fs, fd, 3000, 1000, 'b');
	REQUIRE_OK(kern_fsync(fs->k, fd));
	sync_path(fs, "/mnt");
}

static void lost_entry(struct fs *fs)
{
	kern_fault(fs->k, "write[sector=66]:1=drop");
	append_twice(fs);
}

CASE(entry_lost, "a directory that is not written: a name is missing")
{
	const struct crash_promise p = promise_of("vfat", "");

	REQUIRE_FOUND("a: missing; its name was durable", judge("vfat", &p, lost_entry));
}

static void old_entry(struct fs *fs)
{
	kern_fault(fs->k, "write[sector=66]:2=drop");
	append_twice(fs);
}

CASE(size_lost, "a directory that is not written again: an old size")
{
	const struct crash_promise p = promise_of("vfat", "");

	REQUIRE_FOUND("a: size 3000; expected 4000", judge("vfat", &p, old_entry));
}

static void lost_table(struct fs *fs)
{
	kern_fault(fs->k, "write[sector=2..33]:1=drop");
	append_twice(fs);
}

CASE(table_lost, "a table that is not written: a file that can not be read")
{
	const struct crash_promise p = promise_of("vfat", "");

	REQUIRE_FOUND("a: can not be read: EIO", judge("vfat", &p, lost_table));
}
