/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* F2FS: as its maker makes it, and with checksums, extra attributes and compression. */
#include "harness/component.h"

#define F2FS_CHECK "fsck.f2fs --dry-run \"$1\""

COMPONENT(f2fs,
	.type = "f2fs",
	.image = "f2fs/small",
	.check = F2FS_CHECK,
	.sources = "fs/f2fs");

COMPONENT(f2fs_extra,
	.driver = "f2fs",
	.type = "f2fs",
	.lacks = FS_COLLAPSE | FS_PUNCH | FS_ZERO | FS_INODES, /* of compressed files */
	.image = "f2fs/extra",
	.options = "compress_algorithm=lz4,compress_extension=*",
	.check = F2FS_CHECK,
	.sources = "fs/f2fs");

/* What users, groups and projects take is counted; attributes have room in the inode
 * where a file needs it. */
COMPONENT(f2fs_quota,
	.driver = "f2fs",
	.type = "f2fs",
	.image = "f2fs/quota",
	.options = "usrquota,grpquota,prjquota,inline_xattr_size=80",
	.check = F2FS_CHECK,
	.sources = "fs/f2fs fs/quota");
