/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: ramfs, by system calls. */
#include "fuzz/target.h"

static const char *const options[] = {
	"mode=0755",
	"mode=1777",
	NULL,
};

FUZZ_TARGET(.component = "ramfs", .options = options, .diskless = true);
