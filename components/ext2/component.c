/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext2 by its own driver, not by that of ext4. */
#include "harness/component.h"

COMPONENT(ext2,
	.type = "ext2",
	.embedded = true,
	.lacks = FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT |
	    FS_NSEC | FS_FAR_TIMES | FS_SEEK_HOLE | FS_FAULT_ROOM | FS_REPLAY,
	.image = "ext2/4k",
	.time_step = 1000000000,
	.check = "e2fsck -fn \"$1\"",
	.sources = "fs/ext2");
