/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* OCFS2 on a disk that one machine has for itself, without its cluster. */
#include "harness/component.h"

/* Room is taken beforehand, by some MiB.  What is free is the number of free inodes
 * too.  A read-only mount notes in the map of slots that it is there. */
#define OCFS2_LACKS                                                                          \
	(FS_ZERO | FS_COLLAPSE | FS_RENAME_FLAGS | FS_NOREPLACE | FS_WHITEOUT | FS_TMPFILE | \
	    FS_STATFS | FS_INODES | FS_FEW_INODES | FS_UNTOUCHED)

/* Of locks, told by variant debug alone. */
#define OCFS2_HANDLE "the handle of a folder is ESTALE when the folder is not cached"
#define OCFS2_XATTR                                                                          \
	"ocfs2_xattr_ibody_set() takes ip_alloc_sem in a transaction, ocfs2_setattr() and "  \
	"ocfs2_write_begin_nolock() begin a transaction with ip_alloc_sem held",             \
	    "debug"

static const struct known_defect ocfs2_known[] = {
	{ "atime_moves", "ocfs2_inode_lock_atime() is not told of O_NOATIME" },
	{ "enospc_fallocate", "what fallocate got before it failed stays behind the end of the "
			      "file, where truncate to the size it has does not free it" },
	{ "handle_bad", "the handle of a number that is none is ENOMEM, where ESTALE is due" },
	{ "handle_lasting", OCFS2_HANDLE },
	{ "handle_tree", OCFS2_HANDLE },
	{ "acl_default", OCFS2_XATTR },
	{ "acl_mask", OCFS2_XATTR },
	{ "acl_user", OCFS2_XATTR },
	{ "xattr", OCFS2_XATTR },
	{ "xattr_big", OCFS2_XATTR },
	{ "xattr_flags", OCFS2_XATTR },
	{ "xattr_list", OCFS2_XATTR },
	{ "xattr_many", OCFS2_XATTR },
	{ "xattr_names", OCFS2_XATTR },
	{ "xattr_remount", OCFS2_XATTR },
	{ "xattr_shared_block", OCFS2_XATTR },
	{ "xattr_sizes", OCFS2_XATTR },
	{ "xattr_trusted_is_roots", OCFS2_XATTR },
	{ "xattr_user", OCFS2_XATTR },
	{ 0 },
};

#define OCFS2(id, ...)                                                         \
	COMPONENT(id, .driver = "ocfs2", .type = "ocfs2",                      \
	    .settle = 4000000000ull, /* what was cut off is freed every 2 s */ \
	    /* Of the cache that it would lock in memory it needs none. */         \
	    .check = "ulimit -v 32768; fsck.ocfs2 -fn \"$1\"",                   \
	    .known = ocfs2_known,                                                  \
	    .sources = "fs/ocfs2 fs/jbd2", __VA_ARGS__)

/* Checksums of metadata, and extents that are shared. */
OCFS2(ocfs2,
	.lacks = OCFS2_LACKS,
	.image = "ocfs2/small");

/* Blocks of 1 KiB in clusters of 4; what users and groups take is counted. */
OCFS2(ocfs2_quota,
	.lacks = OCFS2_LACKS,
	.image = "ocfs2/quota");
