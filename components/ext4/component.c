/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * ext4, and the older and newer formats that its driver serves.  Each block is
 * one format that the function matrix runs on.
 */
#include "harness/component.h"

#define EXT_CHECK "e2fsck -fn \"$1\""
#define EXT_REPAIR "e2fsck -fy \"$1\""
#define EXT_COMPLAINS "EXT4-fs error|Aborting journal|JBD2: Detected IO errors"

/* The journal holds metadata in the order of the calls, whatever becomes of data.
 * With fast commits it holds them as differences where that is shorter.  The
 * superblock, two sectors with one checksum, is also written in place. */
#define EXT_CRASH(...) { .keeps = CRASH_JOURNAL, .whole = 2, .wholes = 2, __VA_ARGS__ }

static const struct crash_promise ext4_crash[] = {
	EXT_CRASH(.name = "ordered", .options = "data=ordered"),
	EXT_CRASH(.name = "journal", .options = "data=journal"),
	EXT_CRASH(.name = "writeback", .options = "data=writeback", .old_data = true),
	EXT_CRASH(.name = "fast", .options = "data=ordered", .image = "ext4/fast"),
	{ 0 },
};

static const struct crash_promise ext3_crash[] = {
	EXT_CRASH(.name = "journal"),
	{ 0 },
};

/* Extents, 1 KiB blocks, a journal, ordered data. */
COMPONENT(ext4,
	.type = "ext4",
	.image = "ext4/small",
	.file_max = (1ull << 42) - 1024, /* 2^32 - 1 logical blocks of 1 KiB */
	.link_max = 65000, /* once, here: it takes a while */
	.check = EXT_CHECK,
	.crash = ext4_crash,
	.sweep = true,
	.repair = EXT_REPAIR,
	.complains = EXT_COMPLAINS,
	.sources = "fs/ext4 fs/jbd2");

/* 4 KiB blocks, small files inside the inode, no journal, no checksums. */
COMPONENT(ext4_inline,
	.driver = "ext4",
	.type = "ext4",
	.image = "ext4/inline",
	.check = EXT_CHECK,
	.sweep = true,
	.repair = EXT_REPAIR,
	.complains = EXT_COMPLAINS,
	.sources = "fs/ext4");

/* Indirect blocks in place of extents, 128-byte inodes, data in the journal. */
COMPONENT(ext3,
	.driver = "ext4",
	.type = "ext3",
	.lacks = FS_FALLOCATE | FS_ZERO | FS_COLLAPSE | FS_NSEC,
	.image = "ext4/ext3",
	.options = "data=journal",
	.time_step = 1000000000,
	.check = EXT_CHECK,
	.crash = ext3_crash,
	.sweep = true,
	.repair = EXT_REPAIR,
	.complains = EXT_COMPLAINS,
	.sources = "fs/ext4 fs/jbd2");
