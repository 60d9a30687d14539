/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Compressed, and only read.  Its image holds the tree that
 * cases/fs/tree_util.h describes. */
#include "harness/component.h"

COMPONENT(cramfs,
	.type = "cramfs",
	.lacks = FS_HANDLE | FS_WRITE | FS_DOTS | FS_STATFS,
	.image = "cramfs/tree",
	.name_max = 252,
	.check = "fsck.cramfs \"$1\"",
	.sources = "fs/cramfs");
