/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: Btrfs, by corrupt images and system calls on them. */
#include <linux/btrfs.h>

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

/* <linux/btrfs.h>; btrfs-ioctl(2).  Arguments of volumes are a descriptor and a name
 * 8 or 56 bytes behind it. */
static const struct fuzz_ioctl ioctls[] = {
	{ "snap_create", BTRFS_IOC_SNAP_CREATE, "Fs" },
	{ "snap_create_v2", BTRFS_IOC_SNAP_CREATE_V2, "F--l--------s" },
	{ "subvol_create", BTRFS_IOC_SUBVOL_CREATE, "--s" },
	{ "subvol_create_v2", BTRFS_IOC_SUBVOL_CREATE_V2, "----l--------s" },
	{ "snap_destroy", BTRFS_IOC_SNAP_DESTROY, "--s" },
	{ "snap_destroy_v2", BTRFS_IOC_SNAP_DESTROY_V2, "----l--------s" },
	{ "defrag", BTRFS_IOC_DEFRAG, "" },
	/* start, length, flags, least extent, compression */
	{ "defrag_range", BTRFS_IOC_DEFRAG_RANGE, "lllii" },
	{ "resize", BTRFS_IOC_RESIZE, "--s" },
	{ "sync", BTRFS_IOC_SYNC, "v" },
	{ "start_sync", BTRFS_IOC_START_SYNC, "-" },
	{ "wait_sync", BTRFS_IOC_WAIT_SYNC, "l" },
	{ "balance", BTRFS_IOC_BALANCE_V2, "lls" },
	{ "balance_ctl", BTRFS_IOC_BALANCE_CTL, "v" },
	{ "balance_progress", BTRFS_IOC_BALANCE_PROGRESS, "-" },
	/* tree, objects, offsets, transactions, types, items */
	{ "tree_search", BTRFS_IOC_TREE_SEARCH, "llllllliii" },
	{ "ino_lookup", BTRFS_IOC_INO_LOOKUP, "ll" },
	{ "default_subvol", BTRFS_IOC_DEFAULT_SUBVOL, "l" },
	{ "space_info", BTRFS_IOC_SPACE_INFO, "l" },
	{ "subvol_getflags", BTRFS_IOC_SUBVOL_GETFLAGS, "-" },
	{ "subvol_setflags", BTRFS_IOC_SUBVOL_SETFLAGS, "l" },
	/* device, start, end, flags */
	{ "scrub", BTRFS_IOC_SCRUB, "llll" },
	{ "scrub_cancel", BTRFS_IOC_SCRUB_CANCEL, "v" },
	{ "dev_info", BTRFS_IOC_DEV_INFO, "l" },
	{ "fs_info", BTRFS_IOC_FS_INFO, "----l" },
	/* inode or address, size, reserved, where to */
	{ "ino_paths", BTRFS_IOC_INO_PATHS, "ll--------P" },
	{ "logical_ino", BTRFS_IOC_LOGICAL_INO, "ll------lP" },
	{ "set_received_subvol", BTRFS_IOC_SET_RECEIVED_SUBVOL, "s" },
	/* to, count, sources, parent, flags */
	{ "send", BTRFS_IOC_SEND, "FlPll" },
	{ "quota_ctl", BTRFS_IOC_QUOTA_CTL, "ll" },
	{ "qgroup_assign", BTRFS_IOC_QGROUP_ASSIGN, "lll" },
	{ "qgroup_create", BTRFS_IOC_QGROUP_CREATE, "ll" },
	{ "qgroup_limit", BTRFS_IOC_QGROUP_LIMIT, "llllll" },
	{ "quota_rescan", BTRFS_IOC_QUOTA_RESCAN, "l" },
	{ "quota_rescan_status", BTRFS_IOC_QUOTA_RESCAN_STATUS, "-" },
	{ "get_dev_stats", BTRFS_IOC_GET_DEV_STATS, "lll" },
	{ "get_features", BTRFS_IOC_GET_FEATURES, "-" },
	{ "set_features", BTRFS_IOC_SET_FEATURES, "s" },
	{ "get_subvol_info", BTRFS_IOC_GET_SUBVOL_INFO, "-" },
	{ "get_subvol_rootref", BTRFS_IOC_GET_SUBVOL_ROOTREF, "l" },
	{ "ino_lookup_user", BTRFS_IOC_INO_LOOKUP_USER, "ll" },
	{ NULL },
};

FUZZ_TARGET(.component = "btrfs", .options = options, .ioctls = ioctls, .format = &btrfs_format);
