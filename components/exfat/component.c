/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* exFAT.  It stores neither owners nor modes nor links. */
#include "harness/component.h"

#define EXFAT_CHECK "fsck.exfat -n \"$1\""
#define EXFAT_LACKS \
	(FS_REPLAY | FS_HANDLE | FS_LINK | FS_SYMLINK | FS_MKNOD | FS_MODE | \
	    FS_OWNER | FS_XATTR | FS_USER_XATTR | FS_SPARSE | FS_FALLOCATE | FS_PUNCH | \
	    FS_ZERO | FS_COLLAPSE | FS_SEEK_HOLE | FS_RENAME_FLAGS | FS_WHITEOUT | \
	    FS_CASE | FS_NSEC | FS_FAR_TIMES | FS_TMPFILE | FS_INODES | FS_FEW_INODES | \
	    FS_DOTS_NAME | FS_BACKSLASH | FS_LONG_LOOKUP | FS_INODE_NUMBERS)

COMPONENT(exfat,
	.type = "exfat",
	.lacks = EXFAT_LACKS,
	.image = "exfat/small",
	.time_step = 10000000,
	.check = EXFAT_CHECK,
	.sources = "fs/exfat");

COMPONENT(exfat_4k,
	.driver = "exfat",
	.type = "exfat",
	.lacks = EXFAT_LACKS,
	.image = "exfat/4k",
	.time_step = 10000000,
	.check = EXFAT_CHECK,
	.sources = "fs/exfat");
