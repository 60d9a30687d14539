/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * ext4, and the older and newer formats that its driver serves.  Each block is
 * one format that the function matrix runs on.
 */
#include <string.h>

#include "harness/component.h"

#define EXT_CHECK "e2fsck -fn \"$1\""
/* What one run repairs may leave work for the next. */
#define EXT_REPAIR "for i in 1 2 3 4; do e2fsck -fy \"$1\" && break; done"
#define EXT_COMPLAINS "EXT4-fs error|Aborting journal|JBD2: Detected IO errors"

/* Two blocks with a checksum are larger than a sector, and not made good by the
 * journal where they are torn: the superblock, when it is written in place, and the
 * block that ends a transaction.  See cases/crash/ext4_torn_test.c. */
static bool known_tear(const uint8_t *data, uint64_t sector, uint64_t len, uint64_t sectors)
{
	static const uint8_t commit[] = { 0xc0, 0x3b, 0x39, 0x98, 0, 0, 0, 2 };

	return sector + sectors == 3 || (len <= 4096 && !memcmp(data, commit, sizeof(commit)));
}

/* The journal holds metadata in the order of the calls, whatever becomes of data. */
#define EXT_CRASH(...) { .keeps = CRASH_JOURNAL, .known_tear = known_tear, __VA_ARGS__ }

static const struct crash_promise ext4_crash[] = {
	EXT_CRASH(.name = "ordered", .options = "data=ordered"),
	EXT_CRASH(.name = "journal", .options = "data=journal"),
	EXT_CRASH(.name = "4k", .options = "data=ordered", .image = "ext4/4k"),
	EXT_CRASH(.name = "writeback", .options = "data=writeback", .old_data = true),
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

#define INLINE_PARENT                                                                     \
	"ext4_get_parent() does not find \"..\" of a folder whose entries are inside of its " \
	"inode, so that its handle is ESTALE when it is not cached"

static const struct known_defect inline_known[] = {
	{ "handle_lasting", INLINE_PARENT },
	{ "handle_tree", INLINE_PARENT },
	{ 0 },
};

/* 4 KiB blocks, small files inside the inode, no journal, no checksums. */
COMPONENT(ext4_inline,
	.driver = "ext4",
	.type = "ext4",
	.lacks = FS_REPLAY, /* it has no journal */
	.image = "ext4/inline",
	.check = EXT_CHECK,
	.known = inline_known,
	.sweep = true,
	.repair = EXT_REPAIR,
	.complains = EXT_COMPLAINS,
	.sources = "fs/ext4");

/* Indirect blocks in place of extents, 128-byte inodes, data in the journal. */
COMPONENT(ext3,
	.driver = "ext4",
	.type = "ext3",
	.lacks = FS_FALLOCATE | FS_ZERO | FS_COLLAPSE | FS_NSEC | FS_FAR_TIMES,
	.image = "ext4/ext3",
	.options = "data=journal",
	.time_step = 1000000000,
	.check = EXT_CHECK,
	.crash = ext3_crash,
	.sweep = true,
	.repair = EXT_REPAIR,
	.complains = EXT_COMPLAINS,
	.sources = "fs/ext4 fs/jbd2");

/* Without a journal, checksums, and extents, by the driver of ext4. */
COMPONENT(ext4_ext2,
	.driver = "ext4",
	.type = "ext4",
	.lacks = FS_REPLAY | FS_FALLOCATE | FS_ZERO | FS_COLLAPSE,
	.image = "ext4/ext2",
	.check = EXT_CHECK,
	.sources = "fs/ext4");

/* Space in clusters of four blocks. */
COMPONENT(ext4_bigalloc,
	.driver = "ext4",
	.type = "ext4",
	.image = "ext4/clusters",
	.check = EXT_CHECK,
	.sources = "fs/ext4 fs/jbd2");

/* Checksums of group descriptors alone, 2 KiB blocks, and 32-bit block numbers. */
COMPONENT(ext4_nocsum,
	.driver = "ext4",
	.type = "ext4",
	.image = "ext4/nocsum",
	.check = EXT_CHECK,
	.sources = "fs/ext4 fs/jbd2");

/* The journal in short form. */
COMPONENT(ext4_fast,
	.driver = "ext4",
	.type = "ext4",
	.image = "ext4/fast",
	.check = EXT_CHECK,
	.sources = "fs/ext4 fs/jbd2");

/* What users, groups and projects take is counted, in files that nobody sees.  The
 * machine's own kernel may be built without. */
COMPONENT(ext4_quota,
	.driver = "ext4",
	.type = "ext4",
	.embedded = true,
	.image = "ext4/quota",
	.options = "usrquota,grpquota,prjquota",
	.check = EXT_CHECK,
	.sources = "fs/ext4 fs/jbd2 fs/quota");

/* What the maker does not set by itself: large attributes in inodes of their own, a
 * file of orphans, group descriptors in each group, names of any case. */
COMPONENT(ext4_features,
	.driver = "ext4",
	.type = "ext4",
	.embedded = true, /* the tables of letters may not be there */
	.image = "ext4/features",
	.check = EXT_CHECK,
	.sources = "fs/ext4 fs/jbd2 fs/unicode");
