/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* UDF, as on a disk.  There is no checker but for the mark of a clean unmount. */
#include "harness/component.h"

COMPONENT(udf,
	.type = "udf",
	.lacks = FS_XATTR | FS_USER_XATTR | FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE |
	    FS_RENAME_FLAGS | FS_WHITEOUT | FS_NSEC | FS_LARGE_DEVS | FS_SEEK_HOLE |
	    FS_FAULT_ROOM | FS_FEW_INODES | FS_ST_BLOCKS,
	.image = "udf/small",
	.name_max = 254,
	.symlink_max = 250,
	.time_step = 1000,
	.check = "udfinfo \"$1\" | grep integrity=closed",
	.sources = "fs/udf");
