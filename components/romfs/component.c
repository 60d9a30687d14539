/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A file system that only reads.  Its image holds the tree that
 * cases/fs/tree_util.h describes. */
#include "harness/component.h"

COMPONENT(romfs,
	.type = "romfs",
	.lacks = FS_HANDLE | FS_WRITE | FS_MODE | FS_OWNER,
	.image = "romfs/tree",
	.name_max = 127,
	.sources = "fs/romfs");
