/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: NTFS, by corrupt images and system calls on them. */
#include "components/ntfs3/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"force",
	"force,showmeta,acl",
	"force,sparse,prealloc",
	"force,discard,sys_immutable,nohidden",
	NULL,
};

static const char *const loose[] = { "showmeta", NULL };

FUZZ_TARGET(.component = "ntfs3", .options = options, .loose = loose, .format = &ntfs3_format);
