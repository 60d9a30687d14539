/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What sweeps find in Linux 6.1.192 above any of its file systems. */
#include "harness/sweep.h"

SWEEP_KNOWN(page_not_read, .comp = "*", .cases = "*", .fault = "*alloc:*",
    .what = "*read* gives EIO",
    .why = "a page that could not be read for want of memory is tried once more, and counts as "
	   "unreadable then: EIO in place of ENOMEM");

SWEEP_KNOWN(handle_stale, .comp = "*", .cases = "handle_*", .fault = "*read:*",
    .what = "open_by_handle_at gives ESTALE",
    .why = "exportfs_decode_fh() makes ESTALE of each error of the file system but ENOMEM");

SWEEP_KNOWN(root_full, .comp = "*", .cases = "shown", .fault = "*alloc:*",
    .what = "mkdirat gives ENOSPC",
    .why = "ramfs_mknod(), for the root that all is mounted on, says ENOSPC where there is no "
	   "memory for an inode");

SWEEP_KNOWN(proc_lookup, .comp = "*", .cases = "shown", .fault = "*alloc:*",
    .what = "openat gives ENOENT",
    .why = "proc_pident_instantiate() and its like say ENOENT where there is no memory for an "
	   "inode");
