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

COMPONENT(erofs_chunk,
	.driver = "erofs",
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/chunk",
	.check = EROFS_CHECK,
	.sources = "fs/erofs");

COMPONENT(erofs_big,
	.driver = "erofs",
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/big",
	.check = EROFS_CHECK,
	.sources = "fs/erofs");

COMPONENT(erofs_tail,
	.driver = "erofs",
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/tail",
	.check = EROFS_CHECK,
	.sources = "fs/erofs");

COMPONENT(erofs_legacy,
	.driver = "erofs",
	.type = "erofs",
	.lacks = FS_WRITE,
	.image = "erofs/legacy",
	.check = EROFS_CHECK,
	.sources = "fs/erofs");
