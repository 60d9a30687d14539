/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: SquashFS, by corrupt images and system calls on them. */
#include "components/squashfs/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"errors=continue",
	NULL,
};

FUZZ_TARGET(.component = "squashfs", .options = options, .format = &squashfs_format);
