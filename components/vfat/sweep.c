/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What sweeps find in FAT of Linux 6.1.192. */
#include "harness/sweep.h"

#define SKIPPED                                                                               \
	"fat__get_entry() skips a block of a directory that can not be read: names in it do " \
	"not exist, where EIO is due"

SWEEP_KNOWN(skipped, .comp = "vfat", .cases = "*", .fault = "*read:*", .what = "* gives ENOENT",
    .why = SKIPPED);

SWEEP_KNOWN(read_again, .comp = "vfat", .cases = "*", .fault = "*write:*",
    .what = "* gives ENOENT",
    .why = "a block of a directory that could not be written is read from the disk again: names "
	   "made since then are gone, and nobody is told");

SWEEP_KNOWN(full, .comp = "vfat", .cases = "*", .fault = "*read:*", .what = "* gives ENOSPC",
    .why = "clusters whose table can not be read count as taken: EIO becomes ENOSPC");

/* fat_fill_inode() counts the subdirectories of a directory for its link count; with
 * the first block unreadable there are none.  fat_validate_dir() refuses that, and
 * fat_build_inode() puts the inode back, which has no links: so it is evicted as one
 * that was deleted, and its clusters are freed.  One failing read destroys the
 * directory, after the file system was made read-only. */
#define DESTROYED                                                                           \
	"a directory whose first block can not be read has no links, so fat_evict_inode() " \
	"frees its clusters: one failing read destroys it"

SWEEP_KNOWN(destroyed, .comp = "vfat", .cases = "*", .fault = "*read:*",
    .what = "* gives EIO (*", .why = DESTROYED);
SWEEP_KNOWN(destroyed_check, .comp = "vfat", .cases = "*", .fault = "*read:*",
    .what = "checker*", .why = DESTROYED);

SWEEP_KNOWN(path_max, .comp = "vfat", .cases = "deeper_than_path_max", .fault = "*write:*",
    .what = "checker after repair: Path name too long.",
    .why = "no defect of the driver: fsck.fat gives up on a tree deeper than its longest path");

SWEEP_KNOWN(number, .comp = "vfat", .cases = "shown", .fault = "*alloc:*",
    .what = "mount gives EINVAL",
    .why = "parse_options() says EINVAL for a number that there was no memory to read");
