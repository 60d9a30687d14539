/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* IBM's JFS. */
#include "harness/component.h"

static const struct known_defect jfs_known[] = {
	{ "handle_stale", "a file that was removed is opened by its handle" },
	{ 0 },
};

COMPONENT(jfs,
	.type = "jfs",
	.lacks = FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT |
	    FS_TMPFILE | FS_FAR_TIMES | FS_FEW_INODES | FS_FAULT_ROOM | FS_SEEK_HOLE |
	    FS_REPLAY,
	.image = "jfs/small",
	.check = "jfs_fsck -n \"$1\"",
	.known = jfs_known,
	.sources = "fs/jfs");

static const struct known_defect jfs_os2_known[] = {
	{ "handle_stale", "a file that was removed is opened by its handle" },
	{ "readdir_unlinking", "an unlink during readdir makes it give an entry twice" },
	{ 0 },
};

/* As OS/2 has it: names that differ by case are the same. */
COMPONENT(jfs_os2,
	.driver = "jfs",
	.type = "jfs",
	.lacks = FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT |
	    FS_TMPFILE | FS_FAR_TIMES | FS_FEW_INODES | FS_FAULT_ROOM | FS_SEEK_HOLE | FS_CASE |
	    FS_BACKSLASH | FS_REPLAY,
	.image = "jfs/os2",
	.check = "jfs_fsck -n \"$1\"",
	.known = jfs_os2_known,
	.sources = "fs/jfs");
