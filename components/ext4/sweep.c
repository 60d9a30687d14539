/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What sweeps find in ext4 and jbd2 of Linux 6.1.192. */
#include "harness/sweep.h"

/* ext4_put_super() looks whether the journal is aborted before it has it destroyed,
 * and relies on ext4_abort() to make the superblock read-only.  Errors do not do
 * that any more, so when jbd2_journal_destroy() could not write a block home,
 * needs_recovery is cleared all the same.  The next mount wipes the journal, which
 * holds the only good copy of that block, though umount(2) gave no error. */
#define WIPED                                                                                  \
	"ext4_put_super() clears needs_recovery after a block could not be written home from " \
	"the journal, and the next mount wipes the journal with the only good copy"

SWEEP_KNOWN(wiped_unread, .comp = "ext[34]", .cases = "*", .fault = "*write:*",
    .what = "* gives EBADMSG (*", .why = WIPED);
SWEEP_KNOWN(wiped_deleted, .comp = "ext[34]", .cases = "*", .fault = "*write:*",
    .what = "* gives EUCLEAN (*", .why = WIPED);
SWEEP_KNOWN(wiped_content, .comp = "ext[34]", .cases = "*", .fault = "*write:*",
    .what = "read gives EIO (*", .why = WIPED);
/* The block was that of the group descriptors: they no longer agree with the bitmaps, and
 * a group that does not agree counts as full. */
SWEEP_KNOWN(wiped_group, .comp = "ext3", .cases = "remount_twice", .fault = "*write:*",
    .what = "pwrite64 gives ENOSPC", .why = WIPED);

SWEEP_KNOWN(bitmap_is_full, .comp = "ext*", .cases = "*", .fault = "*read:*",
    .what = "* gives ENOSPC",
    .why = "a group whose bitmap can not be read counts as full: EIO becomes ENOSPC");

SWEEP_KNOWN(bitmap_is_full_later, .comp = "ext*", .cases = "enospc_inodes", .fault = "*read:*",
    .what = "unlinkat gives ENOENT",
    .why = "a bitmap that can not be read ends the creation of files by ENOSPC early, and the "
	   "body takes that for the end of the inodes");

SWEEP_KNOWN(entry_stays, .comp = "ext*", .cases = "*", .fault = "*read:*",
    .what = "stat gives EUCLEAN (*",
    .why = "add_dirent_to_buf() leaves the entry in the directory when the directory's inode "
	   "can not be read afterwards, and the new inode is freed");

SWEEP_KNOWN(no_journal_inode, .comp = "ext*", .cases = "*", .fault = "*read:*",
    .what = "mount gives EINVAL",
    .why = "ext4_load_journal() gives EINVAL, \"no journal found\", whatever the error of reading "
	   "the journal's inode");

SWEEP_KNOWN(shrinker, .comp = "ext*", .cases = "*", .fault = "*alloc:*",
    .what = "mount gives EINVAL",
    .why = "ext4_fill_super() gives EINVAL where ext4_es_register_shrinker() has no memory");

SWEEP_KNOWN(journal_errors, .comp = "ext*", .cases = "*", .fault = "*alloc:*",
    .what = "mount gives EIO",
    .why = "ext4_load_journal() gives EIO, \"error loading journal\", for a thread that can not "
	   "be made for want of memory");

SWEEP_KNOWN(proc_entry, .comp = "ext*", .cases = "*", .fault = "*alloc:*",
    .what = "WARNING: * remove_proc_entry*",
    .why = "jbd2_stats_proc_init() does not look whether its entries were made, and the unmount "
	   "removes one that is not there");

SWEEP_KNOWN(page_tables, .comp = "ext4*", .cases = "xattr_big", .fault = "*alloc:*",
    .what = "pages: *",
    .why = "no leak: where kmalloc() fails, vmalloc() is used, which keeps its page tables");

#define TORN                                                                              \
	"the superblock is two sectors with one checksum, written in place: a write that " \
	"ends behind the first leaves a file system that can not be mounted"

SWEEP_KNOWN(torn_super, .comp = "ext4", .cases = "short_write", .fault = "*write:*",
    .what = "mount, the fault gone, gives EBADMSG", .why = TORN);
SWEEP_KNOWN(torn_super_again, .comp = "ext4", .cases = "short_write", .fault = "*write:*",
    .what = "checker after repair: ext2fs_open2: Superblock checksum*", .why = TORN);

SWEEP_KNOWN(not_written, .comp = "ext3", .cases = "punch_hole", .fault = "*alloc:*",
    .what = "fallocate gives EIO",
    .why = "pages that could not be written for want of memory are remembered as an error of "
	   "their mapping, which is EIO whatever it was");
