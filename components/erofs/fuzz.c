/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: EROFS, by corrupt images and system calls on them. */
#include "components/erofs/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"user_xattr,acl",
	"cache_strategy=disabled",
	"cache_strategy=readahead,nouser_xattr",
	NULL,
};

FUZZ_TARGET(.component = "erofs", .options = options, .format = &erofs_format);
