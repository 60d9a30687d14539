/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* HFS+, as a hybrid ISO has it: only read.  Its image holds the tree that
 * cases/fs/tree_util.h describes. */
#include "harness/component.h"

COMPONENT(hfsplus,
	.type = "hfsplus",
	.lacks = FS_HANDLE | FS_WRITE | FS_CASE | FS_INODES | FS_DIR_LINKS,
	.image = "hfsplus/tree",
	.sources = "fs/hfsplus");
