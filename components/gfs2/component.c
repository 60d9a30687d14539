/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* GFS2 on one node, without locks of others. */
#include "harness/component.h"

#define REMOUNT                                                                         \
	"BUG() in add_to_queue where the process that mounted remounts read-only: "          \
	"it is taken to lock the freeze glock twice"
#define RDEV "device numbers are lost where an inode was read after its name: they are 0"

static const struct known_defect gfs2_known[] = {
	{ "enospc_fallocate", "a truncation to the same size leaves what lies behind the end" },
	{ "open_directory", "read of a directory is EINVAL, where EISDIR is due" },
	{ "remount_busy_unlinked", REMOUNT },
	{ "remount_busy_writer", REMOUNT },
	{ "remount_large_devices", RDEV },
	{ "remount_nodes", RDEV },
	{ "remount_read_only", REMOUNT },
	{ "remount_writes_out", REMOUNT },
	{ "xattr_trusted_is_roots", "listxattr names trusted.* to users who can not read them" },
	{ 0 },
};

COMPONENT(gfs2,
	.type = "gfs2",
	.lacks = FS_COLLAPSE | FS_ZERO | FS_RENAME_FLAGS | FS_WHITEOUT | FS_TMPFILE,
	.image = "gfs2/small",
	.options = "acl",
	.check = "fsck.gfs2 -n \"$1\"",
	.known = gfs2_known,
	.sources = "fs/gfs2");
