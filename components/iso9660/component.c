/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * ISO 9660 with Rock Ridge: a file system that only reads.  Its image holds the
 * tree that cases/fs/tree_test.c expects.
 */
#include "harness/component.h"

static const struct known_defect iso9660_known[] = {
	{ "shown", "\"blocksize\" is shown, which no mount takes: its name is \"block\"" },
	{ 0 },
};

COMPONENT(iso9660,
	.type = "iso9660",
	.lacks = FS_WRITE | FS_MKNOD | FS_XATTR | FS_USER_XATTR | FS_SPARSE | FS_FALLOCATE |
	    FS_PUNCH | FS_ZERO | FS_COLLAPSE | FS_SEEK_HOLE | FS_RENAME_FLAGS | FS_WHITEOUT |
	    FS_NSEC | FS_ATIME | FS_TMPFILE | FS_DIRECT | FS_UNLINK_OPEN | FS_INODES |
	    FS_ENOSPC | FS_REMOUNT_RO | FS_NOREPLACE,
	.image = "iso9660/tree",
	.known = iso9660_known,
	.sources = "fs/isofs");
