/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: tmpfs, by system calls. */
#include "fuzz/target.h"

static const char *const options[] = {
	"size=2m,nr_inodes=200",
	"size=256k,nr_inodes=20,inode32",
	"size=2m,huge=within_size,inode64",
	"size=40%,mode=1777,uid=1000,gid=1000",
	NULL,
};

FUZZ_TARGET(.component = "tmpfs", .options = options, .diskless = true);
