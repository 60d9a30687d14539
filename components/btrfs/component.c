/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* btrfs in small: data and metadata in one kind of chunk, and in two. */
#include "harness/component.h"

#define BTRFS_LACKS (FS_COLLAPSE | FS_INODES | FS_FEW_INODES | FS_DIR_LINKS | FS_IN_PLACE)
#define BTRFS_CHECK "btrfs check \"$1\""

static const struct known_defect btrfs_known[] = {
	{ "xattr_trusted_is_roots", "listxattr names trusted.* to users who can not read them" },
	{ 0 },
};

COMPONENT(btrfs,
	.type = "btrfs",
	.lacks = BTRFS_LACKS,
	.image = "btrfs/small",
	.check = BTRFS_CHECK,
	.known = btrfs_known,
	.sources = "fs/btrfs");

COMPONENT(btrfs_zstd,
	.driver = "btrfs",
	.type = "btrfs",
	.lacks = BTRFS_LACKS | FS_STATFS | FS_ENOSPC, /* they are of what is compressed */
	.image = "btrfs/small",
	.options = "compress-force=zstd",
	.check = BTRFS_CHECK,
	.known = btrfs_known,
	.sources = "fs/btrfs");

COMPONENT(btrfs_xxhash,
	.driver = "btrfs",
	.type = "btrfs",
	.lacks = BTRFS_LACKS | FS_ONE_ROOM,
	.image = "btrfs/xxhash",
	.check = BTRFS_CHECK,
	.known = btrfs_known,
	.sources = "fs/btrfs");

COMPONENT(btrfs_sha256,
	.driver = "btrfs",
	.type = "btrfs",
	.lacks = BTRFS_LACKS,
	.image = "btrfs/sha256",
	.check = BTRFS_CHECK,
	.known = btrfs_known,
	.sources = "fs/btrfs");

COMPONENT(btrfs_blake2,
	.driver = "btrfs",
	.type = "btrfs",
	.lacks = BTRFS_LACKS,
	.image = "btrfs/blake2",
	.check = BTRFS_CHECK,
	.known = btrfs_known,
	.sources = "fs/btrfs");

/* Holes as extents, free space in files, references as they were at first. */
COMPONENT(btrfs_old,
	.driver = "btrfs",
	.type = "btrfs",
	.lacks = BTRFS_LACKS,
	.image = "btrfs/old",
	.check = BTRFS_CHECK,
	.known = btrfs_known,
	.sources = "fs/btrfs");
