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

/* fs/ext4/ext4.h; ioctl_iflags(2). */
static const struct fuzz_ioctl ioctls[] = {
	{ "getrsvsz", IOCTL_R('f', 5, 8), "-" },
	{ "setrsvsz", IOCTL_W('f', 6, 8), "i" },
	{ "group_extend", IOCTL_W('f', 7, 8), "l" },
	/* group, bitmaps of blocks and inodes, table, blocks, reserved ones */
	{ "group_add", IOCTL_W('f', 8, 40), "i-lllih" },
	{ "migrate", IOCTL_0('f', 9), "v" },
	{ "alloc_da_blks", IOCTL_0('f', 12), "v" },
	/* donor, where here, where there, how much */
	{ "move_ext", IOCTL_RW('f', 15, 40), "-flll" },
	{ "resize_fs", IOCTL_W('f', 16, 8), "l" },
	{ "swap_boot", IOCTL_0('f', 17), "v" },
	{ "precache_extents", IOCTL_0('f', 18), "v" },
	{ "clear_es_cache", IOCTL_0('f', 40), "v" },
	{ "getstate", IOCTL_W('f', 41, 4), "-" },
	{ "get_es_cache", IOCTL_RW('f', 42, 32), "lli-i" },
	{ "checkpoint", IOCTL_W('f', 43, 4), "i" },
	/* length, flags, then the UUID */
	{ "getfsuuid", IOCTL_R('f', 44, 8), "i" },
	{ "setfsuuid", IOCTL_W('f', 44, 8), "iis" },
	{ NULL },
};

FUZZ_TARGET(.component = "ext4", .options = options, .ioctls = ioctls, .format = &ext4_format);
