/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: NILFS2, by corrupt images and system calls on them. */
#include "components/nilfs2/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"errors=continue",
	"errors=remount-ro",
	"errors=continue,order=strict",
	"errors=continue,nobarrier,discard",
	NULL,
};

FUZZ_TARGET(.component = "nilfs2", .options = options, .format = &nilfs2_format);
