/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: F2FS, by corrupt images and system calls on them. */
#include "components/f2fs/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"background_gc=on",
	"background_gc=sync,mode=lfs,inline_xattr",
	"noinline_data,noinline_dentry,noextent_cache",
	"fastboot,data_flush,fsync_mode=strict",
	"checkpoint=disable",
	"disable_roll_forward,alloc_mode=reuse,usrquota,grpquota",
	NULL,
};

static const char *const loose[] = { "checkpoint=disable", NULL };

FUZZ_TARGET(.component = "f2fs", .options = options, .loose = loose, .format = &f2fs_format);
