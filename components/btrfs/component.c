/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* btrfs in small: data and metadata in one kind of chunk, and in two. */
#include "harness/component.h"

#define BTRFS_LACKS (FS_COLLAPSE | FS_INODES | FS_FEW_INODES | FS_DIR_LINKS | FS_IN_PLACE)

static const struct known_defect btrfs_known[] = {
	{ "xattr_trusted_is_roots", "listxattr names trusted.* to users who can not read them" },
	{ 0 },
};

#define BTRFS(id, ...)                                            \
	COMPONENT(id, .driver = "btrfs", .type = "btrfs",         \
	    .check = "btrfs check \"$1\"", .known = btrfs_known,  \
	    .sources = "fs/btrfs", __VA_ARGS__)

BTRFS(btrfs,
	.lacks = BTRFS_LACKS,
	.image = "btrfs/small");

BTRFS(btrfs_zstd,
	.lacks = BTRFS_LACKS | FS_STATFS | FS_ENOSPC, /* they are of what is compressed */
	.image = "btrfs/small",
	.options = "compress-force=zstd");

BTRFS(btrfs_lzo,
	.lacks = BTRFS_LACKS | FS_STATFS | FS_ENOSPC,
	.image = "btrfs/small",
	.options = "compress-force=lzo");

BTRFS(btrfs_zlib,
	.lacks = BTRFS_LACKS | FS_STATFS | FS_ENOSPC,
	.image = "btrfs/small",
	.options = "compress-force=zlib:9");

BTRFS(btrfs_xxhash,
	.lacks = BTRFS_LACKS | FS_ONE_ROOM,
	.image = "btrfs/xxhash");

BTRFS(btrfs_sha256,
	.lacks = BTRFS_LACKS,
	.image = "btrfs/sha256");

BTRFS(btrfs_blake2,
	.lacks = BTRFS_LACKS,
	.image = "btrfs/blake2");

/* Holes as extents, free space in files, references as they were at first. */
BTRFS(btrfs_old,
	.lacks = BTRFS_LACKS,
	.image = "btrfs/old");

/* What each subvolume takes is counted. */
BTRFS(btrfs_quota,
	.lacks = BTRFS_LACKS,
	.image = "btrfs/quota");
