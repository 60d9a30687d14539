/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* EROFS, plain and compressed.  Its images hold the tree that
 * cases/fs/tree_util.h describes. */
#include "harness/component.h"

#define EROFS_CHECK "fsck.erofs --extract \"$1\""

COMPONENT(erofs,
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/plain",
	.check = EROFS_CHECK,
	.sources = "fs/erofs");

COMPONENT(erofs_lz4,
	.driver = "erofs",
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/lz4",
	.check = EROFS_CHECK,
	.sources = "fs/erofs");

COMPONENT(erofs_lz4hc,
	.driver = "erofs",
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/lz4hc",
	.check = EROFS_CHECK,
	.sources = "fs/erofs");
