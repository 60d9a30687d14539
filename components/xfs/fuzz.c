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

/* fs/xfs/libxfs/xfs_fs.h; ioctl_xfs_*(2). */
static const struct fuzz_ioctl ioctls[] = {
	{ "dioinfo", IOCTL_R('X', 30, 12), "-" },
	/* offset, block, length, count, entries, then flags */
	{ "getbmap", IOCTL_RW('X', 38, 32), "lllii" },
	{ "getbmapa", IOCTL_RW('X', 44, 32), "lllii" },
	{ "getbmapx", IOCTL_RW('X', 56, 32), "llliii" },
	{ "fsgetxattra", IOCTL_R('X', 45, 28), "-" },
	/* version 1, flags, ids, least size */
	{ "free_eofblocks", IOCTL_R('X', 58, 128), "1iiiil" },
	/* type, flags, inode, generation, group */
	{ "scrub", IOCTL_RW('X', 60, 64), "iilii" },
	{ "ag_geometry", IOCTL_RW('X', 61, 128), "i" },
	{ "fsgeometry", IOCTL_R('X', 126, 256), "-" },
	/* last inode, count, where to, where to tell how many */
	{ "fsbulkstat", IOCTL_RW('X', 101, 32), "PiPP" },
	{ "fsinumbers", IOCTL_RW('X', 103, 32), "PiPP" },
	/* inode, flags, count, -, group */
	{ "bulkstat", IOCTL_R('X', 127, 64), "lii-i" },
	{ "inumbers", IOCTL_R('X', 128, 64), "lii-i" },
	/* version 0, files, offset, length, -, then the stat of the file */
	{ "swapext", IOCTL_RW('X', 109, 192), "--FFlls" },
	/* blocks, share of inodes */
	{ "growfsdata", IOCTL_W('X', 110, 16), "li" },
	{ "growfslog", IOCTL_W('X', 111, 8), "ii" },
	{ "growfsrt", IOCTL_W('X', 112, 16), "li" },
	{ "fscounts", IOCTL_R('X', 113, 32), "-" },
	{ "set_resblks", IOCTL_RW('X', 114, 16), "l" },
	{ "get_resblks", IOCTL_R('X', 115, 16), "-" },
	{ NULL },
};

FUZZ_TARGET(.component = "xfs", .options = options, .ioctls = ioctls, .format = &xfs_format);
