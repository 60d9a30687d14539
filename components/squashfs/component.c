/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Compressed, and only read, by each of its compressors.  Its images hold the tree
 * that cases/fs/tree_util.h describes. */
#include "harness/component.h"

#define SQUASHFS_CHECK "unsquashfs -q -n -d tree \"$1\" && rm -r tree"

COMPONENT(squashfs,
	.type = "squashfs",
	.lacks = FS_WRITE,
	.image = "squashfs/gzip",
	.check = SQUASHFS_CHECK,
	.sources = "fs/squashfs");

COMPONENT(squashfs_xz,
	.driver = "squashfs",
	.type = "squashfs",
	.lacks = FS_WRITE,
	.image = "squashfs/xz",
	.check = SQUASHFS_CHECK,
	.sources = "fs/squashfs");

COMPONENT(squashfs_lz4,
	.driver = "squashfs",
	.type = "squashfs",
	.lacks = FS_WRITE,
	.image = "squashfs/lz4",
	.check = SQUASHFS_CHECK,
	.sources = "fs/squashfs");

COMPONENT(squashfs_lzo,
	.driver = "squashfs",
	.type = "squashfs",
	.lacks = FS_WRITE,
	.image = "squashfs/lzo",
	.check = SQUASHFS_CHECK,
	.sources = "fs/squashfs");

COMPONENT(squashfs_zstd,
	.driver = "squashfs",
	.type = "squashfs",
	.lacks = FS_WRITE,
	.image = "squashfs/zstd",
	.check = SQUASHFS_CHECK,
	.sources = "fs/squashfs");

/* Nothing is compressed, and there is no table for NFS. */
COMPONENT(squashfs_plain,
	.driver = "squashfs",
	.type = "squashfs",
	.lacks = FS_HANDLE | FS_WRITE,
	.image = "squashfs/plain",
	.check = SQUASHFS_CHECK,
	.sources = "fs/squashfs");
