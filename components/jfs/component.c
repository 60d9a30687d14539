/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* IBM's JFS. */
#include "harness/component.h"

COMPONENT(jfs,
	.type = "jfs",
	.lacks = FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT |
	    FS_TMPFILE | FS_FAR_TIMES | FS_FEW_INODES | FS_FAULT_ROOM | FS_SEEK_HOLE,
	.image = "jfs/small",
	.check = "jfs_fsck -n \"$1\"",
	.sources = "fs/jfs");
