/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: FFS, by corrupt images and system calls on them. */
#include "components/ufs/format.h"
#include "fuzz/target.h"

/* What an error does stands in none: the driver takes it, and looks only at one of
 * them, to panic in order. */
static const char *const options[] = {
	"ufstype=44bsd",
	"ufstype=ufs2",
	"ufstype=old",
	"ufstype=sun",
	"ufstype=sunx86",
	"ufstype=hp",
	NULL,
};

FUZZ_TARGET(.component = "ufs", .options = options, .format = &ufs_format);
