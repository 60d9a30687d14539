/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: XFS, by corrupt images and system calls on them. */
#include "components/xfs/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"nouuid",
	"nouuid,wsync,inode32",
	"nouuid,uquota,gquota,pquota",
	"nouuid,ikeep,allocsize=64k,largeio",
	"nouuid,filestreams,nolargeio,swalloc",
	"nouuid,discard,logbufs=2,logbsize=32k",
	NULL,
};

FUZZ_TARGET(.component = "xfs", .options = options, .format = &xfs_format);
