/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: FUSE, by system calls on the tree of a server that lies. */
#include "components/fuse/format.h"
#include "components/fuse/script.h"
#include "fuzz/target.h"

/* Beside those of the server; mount.fuse(8), fs/fuse/inode.c. */
static const char *const options[] = {
	"default_permissions,allow_other",
	"allow_other",
	"allow_other,max_read=4096",
	"max_read=100000",
	"user_id=1000,group_id=1000",
	NULL,
};

static const struct fuzz_made made = {
	.name = "fuse/script",
	.size = SCRIPT_SIZE,
	.fill = fuse_fill,
	.serves = "tree",
	.said = fuse_said,
	.header = "components/fuse/program.inc",
	.program = fuse_program,
};

FUZZ_TARGET(.component = "fuse", .options = options, .format = &fuse_format, .made = &made);
