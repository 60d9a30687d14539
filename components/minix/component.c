/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The file system of Minix, version 3 and 2. */
#include "harness/component.h"

#define MINIX_CHECK "fsck.minix -f \"$1\""
#define MINIX_LACKS \
	(FS_REPLAY | FS_HANDLE | FS_XATTR | FS_USER_XATTR | FS_FALLOCATE | FS_PUNCH | \
	    FS_ZERO | FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT | FS_NSEC | \
	    FS_FAR_TIMES | FS_DIRECT | FS_LARGE_IDS | FS_LARGE_DEVS | FS_SPLICE | \
	    FS_BAD_OPTION | FS_FAULT_ROOM | FS_FAR_APART | FS_ST_BLOCKS | FS_SEEK_HOLE)

#define MINIX(id, ...)                                                        \
	COMPONENT(id, .driver = "minix", .type = "minix", .lacks = MINIX_LACKS, \
	    .time_step = 1000000000, .check = MINIX_CHECK, .sources = "fs/minix", __VA_ARGS__)

MINIX(minix,
	.image = "minix/v3",
	.name_max = 60);

MINIX(minix_v2,
	.image = "minix/v2n30",
	.name_max = 30);

MINIX(minix_v1n30,
	.image = "minix/v1n30",
	.name_max = 30);
