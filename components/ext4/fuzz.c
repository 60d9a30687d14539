/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: ext4, by corrupt images and system calls on them. */
#include "components/ext4/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"errors=continue",
	"errors=remount-ro",
	"errors=continue,dioread_lock",
	"errors=continue,data=journal",
	"errors=continue,nodelalloc,block_validity",
	"errors=continue,norecovery,noload",
	NULL,
};

FUZZ_TARGET(.component = "ext4", .options = options, .format = &ext4_format);
