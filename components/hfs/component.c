/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* HFS of the Macintosh. */
#include "harness/component.h"

static const struct known_defect hfs_known[] = {
	{ "enospc_directories",
	    "with no block free the catalog grows all the same, and the count of free blocks "
	    "wraps round to more than the disk has" },
	{ "remount_read_only",
	    "once remounted read-only it stays so: the mark of a clean unmount is not set again" },
	{ "readdir_unlinking", "an unlink during readdir makes it pass over an entry" },
	{ 0 },
};

COMPONENT(hfs,
	.type = "hfs",
	.lacks = FS_HANDLE | FS_LINK | FS_SYMLINK | FS_MKNOD | FS_MODE | FS_OWNER | FS_XATTR |
	    FS_USER_XATTR | FS_SPARSE | FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE |
	    FS_SEEK_HOLE | FS_RENAME_FLAGS | FS_WHITEOUT | FS_CASE | FS_NSEC | FS_FAR_TIMES |
	    FS_ATIME | FS_TMPFILE | FS_LONG_LOOKUP | FS_UNLINK_OPEN | FS_SPLICE | FS_DIR_LINKS |
	    FS_BACKSLASH | FS_NAME_REFUSED | FS_SYNC_DIR | FS_INODES | FS_FEW_INODES |
	    FS_REPLAY,
	.image = "hfs/small",
	.name_max = 31,
	.time_step = 1000000000,
	.check = "HOME=. hmount \"$1\" && HOME=. hls -lR",
	.known = hfs_known,
	.sources = "fs/hfs");
