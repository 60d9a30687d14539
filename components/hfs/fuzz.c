/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: HFS, by corrupt images and system calls on them. */
#include "components/hfs/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"quiet",
	"codepage=cp437,iocharset=utf8",
	"umask=022,uid=1000,gid=1000",
	"part=0,session=0,quiet",
	NULL,
};

FUZZ_TARGET(.component = "hfs", .options = options, .format = &hfs_format);
