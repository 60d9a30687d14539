/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: OCFS2, by corrupt images and system calls on them. */
#include "components/ocfs2/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"heartbeat=none",
	"heartbeat=none,data=writeback,atime_quantum=1",
	"heartbeat=none,nouser_xattr,noacl,localalloc=0",
	"heartbeat=none,errors=continue,dir_resv_level=0,resv_level=8",
	"heartbeat=none,errors=continue,barrier=0,commit=1,inode64",
	"heartbeat=none,usrquota,grpquota",
	NULL,
};

FUZZ_TARGET(.component = "ocfs2", .options = options, .format = &ocfs2_format);
