/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* EROFS, plain and compressed.  Its images hold the tree that
 * cases/fs/tree_util.h describes. */
#include "harness/component.h"

COMPONENT(erofs,
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/plain",
	.check = "fsck.erofs --extract \"$1\"",
	.sources = "fs/erofs");

COMPONENT(erofs_lz4,
	.driver = "erofs",
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/lz4",
	.check = "fsck.erofs --extract \"$1\"",
	.sources = "fs/erofs");
