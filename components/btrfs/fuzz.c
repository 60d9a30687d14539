/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: Btrfs, by corrupt images and system calls on them. */
#include "components/btrfs/format.h"
#include "fuzz/target.h"

static const char *const options[] = {
	"skip_balance",
	"skip_balance,compress-force=zlib,max_inline=0",
	"skip_balance,nodatacow,autodefrag",
	"skip_balance,space_cache=v2,ssd_spread,flushoncommit",
	"skip_balance,clear_cache,nospace_cache,usebackuproot",
	"skip_balance,discard=sync,notreelog,rescan_uuid_tree",
	NULL,
};

FUZZ_TARGET(.component = "btrfs", .options = options, .format = &btrfs_format);
