/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* NILFS: a log, and nothing but.  What is removed is free once a cleaner of its
 * own has run, which is not part of the kernel. */
#include "harness/component.h"

#define NILFS2_LACKS \
	(FS_XATTR | FS_USER_XATTR | FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | \
	    FS_RENAME_FLAGS | FS_WHITEOUT | FS_TMPFILE | FS_ATIME | FS_FREES | FS_IN_PLACE \
	    | FS_FEW_INODES | FS_SEEK_HOLE)

static const struct known_defect nilfs2_known[] = {
	{ "mmap_beyond_size_not_written",
	    "bytes that were poked past the end of a file are in it after it has grown" },
	{ 0 },
};

COMPONENT(nilfs2,
	.type = "nilfs2",
	.lacks = NILFS2_LACKS,
	.image = "nilfs2/small",
	.settle = 1000000000, /* inodes are let go in the background */
	.known = nilfs2_known,
	.sources = "fs/nilfs2");

COMPONENT(nilfs2_4k,
	.driver = "nilfs2",
	.type = "nilfs2",
	.lacks = NILFS2_LACKS,
	.image = "nilfs2/4k",
	.settle = 1000000000, /* inodes are let go in the background */
	.known = nilfs2_known,
	.sources = "fs/nilfs2");
