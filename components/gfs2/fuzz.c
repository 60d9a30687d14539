/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: GFS2, by corrupt images and system calls on them. */
#include "components/gfs2/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"lockproto=lock_nolock,errors=withdraw",
	"lockproto=lock_nolock,errors=withdraw,acl,data=writeback",
	"lockproto=lock_nolock,errors=withdraw,quota=on,suiddir",
	"lockproto=lock_nolock,errors=withdraw,discard,commit=1",
	"lockproto=lock_nolock,errors=withdraw,spectator",
	NULL,
};

FUZZ_TARGET(.component = "gfs2", .options = options, .format = &gfs2_format);
