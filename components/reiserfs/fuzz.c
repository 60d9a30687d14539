/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: ReiserFS, by corrupt images and system calls on them. */
#include "components/reiserfs/format.h"
#include "fuzz/target.h"

/* None with errors=panic. */
static const char *const options[] = {
	"user_xattr,acl",
	"errors=ro_continue,notail,barrier=flush",
	"data=journal,expose_privroot",
	"data=writeback,replayonly",
	"nolog,conv,hash=detect,attrs",
	"usrquota,grpquota,alloc=noborder,block-allocator=skip_busy",
	NULL,
};

/* fs/reiserfs/reiserfs.h: puts the end of a file in a block of its own. */
static const struct fuzz_ioctl ioctls[] = {
	{ "unpack", IOCTL_W(0xcd, 1, 8), "v" },
	{ NULL },
};

FUZZ_TARGET(.component = "reiserfs",
	.options = options,
	.ioctls = ioctls,
	.format = &reiserfs_format);
