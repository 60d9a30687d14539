/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* FAT with long names.  It stores neither owners nor modes nor links, and
 * tells time to two seconds. */
#include "harness/component.h"

/* What one run repairs may leave work for the next. */
#define FAT_REPAIR "for i in 1 2 3 4; do fsck.fat -a \"$1\" && break; done"
#define FAT_COMPLAINS "): error, "

#define VFAT_LACKS \
	(FS_REPLAY | FS_LINK | FS_SYMLINK | FS_MKNOD | FS_MODE | FS_OWNER | \
	    FS_XATTR | FS_USER_XATTR | FS_SPARSE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | \
	    FS_SEEK_HOLE | FS_WHITEOUT | FS_CASE | FS_NSEC | FS_ATIME | FS_TMPFILE | \
	    FS_INODES | FS_DOTS_NAME | FS_BACKSLASH | FS_LONG_LOOKUP | FS_INODE_NUMBERS | \
	    FS_FAR_TIMES)

/* Without a journal.  For the defects see cases/crash/vfat_test.c. */
static const struct crash_promise vfat_crash[] = {
	{
	    .name = "",
	    .keeps = CRASH_WEAK,
	    .sync_cached = true,
	    .rename_bare = true,
	    .mkdir_above = true,
	},
	{ 0 },
};

/* The boot sector keeps a flag that the volume was not unmounted, which the driver
 * leaves there for the checker; the flag alone is no fault of the disk. */
#define VFAT_CRASH_CHECK(flag) \
	"printf '\\0' | dd of=\"$1\" bs=1 seek=" flag " conv=notrunc && fsck.fat -n \"$1\""

COMPONENT(vfat,
	.type = "vfat",
	.lacks = VFAT_LACKS,
	.image = "vfat/small",
	.file_max = 0xffffffff, /* sizes are 32 bit */
	.time_step = 2000000000,
	.check = "fsck.fat -n \"$1\"",
	.crash = vfat_crash,
	.crash_check = VFAT_CRASH_CHECK("37"),
	.sweep = true,
	.repair = FAT_REPAIR,
	.complains = FAT_COMPLAINS,
	.sources = "fs/fat");

/* 32-bit table entries, and one sector in each cluster. */
COMPONENT(fat32,
	.driver = "vfat",
	.type = "vfat",
	.lacks = VFAT_LACKS | FS_FEW_INODES,
	.image = "vfat/fat32",
	.time_step = 2000000000,
	.check = "fsck.fat -n \"$1\"",
	.crash = vfat_crash,
	.crash_check = VFAT_CRASH_CHECK("65"),
	.repair = FAT_REPAIR,
	.complains = FAT_COMPLAINS,
	.sources = "fs/fat");

/* 12-bit table entries, in clusters of 4 KiB. */
COMPONENT(fat12,
	.driver = "vfat",
	.type = "vfat",
	.lacks = VFAT_LACKS,
	.image = "vfat/fat12-8m",
	.time_step = 2000000000,
	.check = "fsck.fat -n \"$1\"",
	.repair = FAT_REPAIR,
	.complains = FAT_COMPLAINS,
	.sources = "fs/fat");
