/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of XFS, as fs/xfs/libxfs/xfs_format.h, xfs_da_format.h and
 * xfs_log_format.h of Linux describe it. */
#ifndef RUMPUS_XFS_FORMAT_H
#define RUMPUS_XFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format xfs_format;

enum xfs_kind {
	XFS_SUPER,
	XFS_AGF,
	XFS_AGI,
	XFS_AGFL,
	XFS_SHORT, /* a node of a B-tree of an allocation group */
	XFS_LONG,  /* a node of a B-tree of a file's extents */
	XFS_INODE,
	XFS_DIR,  /* entries of a directory */
	XFS_FREE, /* what space a directory's blocks have */
	XFS_DA,   /* a node of a hash tree, or a leaf of a directory's */
	XFS_ATTR, /* a leaf of attributes */
	XFS_REMOTE, /* the value of an attribute, or a long symbolic link */
	XFS_DQUOT,
	XFS_LOG,   /* a record of the log */
	XFS_PLAIN, /* a block that has no checksum: those before version 5 */
	XFS_NKINDS
};

#endif
