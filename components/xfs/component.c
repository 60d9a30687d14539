/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* XFS: with checksums and reverse maps (version 5), without (4), and in blocks of
 * 1 KiB. */
#include "harness/component.h"

#define XFS_LACKS (FS_INODES | FS_FEW_INODES | FS_UNTOUCHED)
#define XFS_CHECK "xfs_repair -n -o force_geometry \"$1\""
#define XFS_SETTLE 1000000000ull /* inodes are freed in the background */

static const struct known_defect xfs_known[] = {
	{ "handle_bad", .embedded = true, .what =
	    "the number of a group, cut to 32 bits, may be that of one that is there: then "
	    "xfs_iget() finds a cached inode of another number, and tries again for ever" },
	{ 0 },
};

COMPONENT(xfs,
	.type = "xfs",
	.lacks = XFS_LACKS,
	.image = "xfs/small",
	.options = "nouuid", /* all copies of an image have one UUID */
	.settle = XFS_SETTLE,
	.check = XFS_CHECK,
	.known = xfs_known,
	.sources = "fs/xfs");

COMPONENT(xfs_v4,
	.driver = "xfs",
	.type = "xfs",
	.embedded = true,
	.lacks = XFS_LACKS | FS_FAR_TIMES,
	.image = "xfs/v4",
	.options = "nouuid", /* all copies of an image have one UUID */
	.settle = XFS_SETTLE,
	.check = XFS_CHECK,
	.known = xfs_known,
	.sources = "fs/xfs");

COMPONENT(xfs_1k,
	.driver = "xfs",
	.type = "xfs",
	.lacks = XFS_LACKS,
	.image = "xfs/1k",
	.options = "nouuid", /* all copies of an image have one UUID */
	.settle = XFS_SETTLE,
	.check = XFS_CHECK,
	.known = xfs_known,
	.sources = "fs/xfs");

/* Names that differ by the case of ASCII letters are the same. */
COMPONENT(xfs_ci,
	.driver = "xfs",
	.type = "xfs",
	.embedded = true,
	.lacks = XFS_LACKS | FS_CASE | FS_BACKSLASH,
	.image = "xfs/ci",
	.options = "nouuid",
	.settle = XFS_SETTLE,
	.check = XFS_CHECK,
	.known = xfs_known,
	.sources = "fs/xfs");

/* Counters of extents of 64 bits, inodes of 2 KiB, directories in blocks of 64 KiB. */
COMPONENT(xfs_large,
	.driver = "xfs",
	.type = "xfs",
	.lacks = XFS_LACKS,
	.image = "xfs/large",
	.options = "nouuid",
	.settle = XFS_SETTLE,
	.check = XFS_CHECK,
	.known = xfs_known,
	.sources = "fs/xfs");

/* What users, groups and projects take is counted and limited. */
COMPONENT(xfs_quota,
	.driver = "xfs",
	.type = "xfs",
	.embedded = true,
	.lacks = XFS_LACKS,
	.image = "xfs/small",
	.options = "nouuid,uquota,gquota,pquota",
	.settle = XFS_SETTLE,
	.check = XFS_CHECK,
	.known = xfs_known,
	.sources = "fs/xfs");
