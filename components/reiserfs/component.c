/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ReiserFS 3.6. */
#include "harness/component.h"

#define REISERFS_CHECK "reiserfsck --check -q -y \"$1\""
#define REISERFS_LACKS \
	(FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | FS_RENAME_FLAGS | \
	    FS_WHITEOUT | FS_TMPFILE | FS_NSEC | FS_FAR_TIMES | FS_UNTOUCHED | FS_INODES | \
	    FS_FEW_INODES | FS_FAULT_ROOM | FS_FAR_APART | FS_SEEK_HOLE)

static const struct known_defect reiserfs_known[] = {
	{ "xattr", "to remove an attribute that is not there succeeds, where ENODATA is due" },
	{ "cut_attributes",
	    "fsync commits the last transaction of the inode, but an attribute is a file of its "
	    "own, and so one that was set before is lost" },
	{ "handle_stale", "the handle of a removed file opens the one that has its number now" },
	{ 0 },
};

COMPONENT(reiserfs,
	.type = "reiserfs",
	.lacks = REISERFS_LACKS,
	.image = "reiserfs/small",
	.options = "user_xattr,acl",
	.time_step = 1000000000,
	.check = REISERFS_CHECK,
	.known = reiserfs_known,
	.sources = "fs/reiserfs");

COMPONENT(reiserfs_1k,
	.driver = "reiserfs",
	.type = "reiserfs",
	.lacks = REISERFS_LACKS,
	.image = "reiserfs/1k",
	.symlink_max = 900,
	.options = "user_xattr,acl",
	.time_step = 1000000000,
	.check = REISERFS_CHECK,
	.known = reiserfs_known,
	.sources = "fs/reiserfs");
