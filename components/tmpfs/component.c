/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Files in the page cache alone: nothing is left after an unmount. */
#include "harness/component.h"

COMPONENT(tmpfs,
	.type = "tmpfs",
	.nodev = true,
	.lacks = FS_USER_XATTR | FS_ZERO | FS_COLLAPSE | FS_PERSIST | FS_DIRECT,
	.full = "size=256k,nr_inodes=64",
	.sources = "mm/shmem.c");
