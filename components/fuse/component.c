/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FUSE, with a file system in memory behind it: what is written goes there at once,
 * or from a cache. */
#include "harness/component.h"
#include "components/fuse/server.h"

#define FUSE_OPTIONS "allow_other,default_permissions"
#define FUSE_LACKS \
	(FS_REPLAY | FS_COLLAPSE | FS_FAULT_ROOM | FS_ONE_ROOM | FS_BAD_OPTION | \
	    FS_UNTOUCHED)

COMPONENT(fuse,
	.type = "fuse",
	.nodev = true,
	.options = FUSE_OPTIONS,
	.server = &fuse_server,
	.lacks = FUSE_LACKS,
	.sources = "fs/fuse");

static const struct known_defect writeback_known[] = {
	{ "seek_hole_full", "SEEK_HOLE asks the server, which has not got what is in the cache" },
	{ "punch_hole", "after fsync, stat tells the blocks of before the cache was written" },
	{ 0 },
};

/* It is the writer's cache that is full, and nobody hears of it at once. */
COMPONENT(fuse_writeback,
	.driver = "fuse",
	.type = "fuse",
	.nodev = true,
	.options = FUSE_OPTIONS,
	.server = &fuse_server,
	.serves = "writeback",
	.known = writeback_known,
	.lacks = FUSE_LACKS | FS_ENOSPC,
	.sources = "fs/fuse");
