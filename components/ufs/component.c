/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FFS of the BSDs, version 1 and 2. */
#include "harness/component.h"

#define UFS_LACKS \
	(FS_REPLAY | FS_XATTR | FS_USER_XATTR | FS_FALLOCATE | FS_PUNCH | FS_ZERO | \
	    FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT | FS_NSEC | FS_FAR_TIMES | \
	    FS_DIRECT | FS_TMPFILE | FS_SPLICE | FS_LARGE_DEVS | FS_FAULT_ROOM | \
	    FS_SEEK_HOLE)

static const struct known_defect ufs_known[] = {
	{ "handle_stale", "the handle of a removed file opens the one that has its number now" },
	{ 0 },
};

COMPONENT(ufs,
	.type = "ufs",
	.lacks = UFS_LACKS,
	.image = "ufs/v1",
	.options = "ufstype=44bsd",
	.hole = 8192, /* its last block, and the one that leads there */
	.time_step = 1000000000,
	.known = ufs_known,
	.sources = "fs/ufs");

COMPONENT(ufs_v2,
	.driver = "ufs",
	.type = "ufs",
	.lacks = UFS_LACKS & ~(FS_NSEC | FS_FAR_TIMES),
	.image = "ufs/v2",
	.options = "ufstype=ufs2",
	.hole = 8192,
	.known = ufs_known,
	.sources = "fs/ufs");
