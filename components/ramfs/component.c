/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Files in the page cache and nothing else: no limits, no attributes. */
#include "harness/component.h"

COMPONENT(ramfs,
	.type = "ramfs",
	.nodev = true,
	.lacks = FS_HANDLE | FS_XATTR | FS_USER_XATTR | FS_FALLOCATE | FS_PUNCH | FS_ZERO |
	    FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT | FS_PERSIST | FS_DIRECT | FS_SPARSE |
	    FS_SEEK_HOLE | FS_INODES | FS_ENOSPC | FS_STATFS | FS_BAD_OPTION,
	.sources = "fs/ramfs");
