/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A small file system of our own, on which the oracles are tested.  It is honest:
 * names are durable at once, data when it was synced, and after a write that
 * failed it is read-only.  The mount option flaw= plants one bug in it:
 *
 *	flaw=fsync        fsync writes nothing and succeeds: for crash states
 *	flaw=leak         a create whose write failed leaks the file's map of
 *	                  chunks (cache "flawed_map"): for the count of objects
 *	flaw=double-free  a create that gets no memory for its inode frees that
 *	                  map twice: for KASAN
 *	flaw=errno        a mount that can not read a sector of the table of slots
 *	                  gives ENOENT in place of EIO: for the errnos of a sweep
 *	flaw=forget       a chmod is not written: for the comparison with what is
 *	                  there after an unmount
 *	flaw=warn         an unlink warns: for WARN
 *	flaw=order        create and unlink take two locks in different order: for
 *	                  lockdep, in variant debug
 *	flaw=atomic       a mkdir may sleep under a spinlock: for its check, there too
 *	flaw=wait         an rmdir waits for what nobody does: for hung calls
 *	flaw=loop         a rename goes round in a list: for endless calls
 *
 * cases/self/planted_test and cases/fuzz/oracle_test show that each is found, and by
 * the oracle meant for it.
 */
#include "harness/component.h"

#define FLAWED_LACKS                                                                        \
	(FS_HANDLE | FS_LINK | FS_SYMLINK | FS_MKNOD | FS_XATTR | FS_USER_XATTR | FS_SPARSE | \
	    FS_FALLOCATE | FS_PUNCH | FS_ZERO | FS_COLLAPSE | FS_SEEK_HOLE |                \
	    FS_RENAME_FLAGS | FS_WHITEOUT | FS_TMPFILE | FS_DIRECT | FS_ENOSPC)

/* Names are durable at once, attributes and content once they are synced. */
static const struct crash_promise flawed_crash[] = {
	{ .name = "", .keeps = CRASH_WEAK, .image = "flawed/tiny" },
	{ 0 },
};

COMPONENT(flawed,
	.type = "flawed",
	.lacks = FLAWED_LACKS,
	.image = "flawed/small",
	.file_max = 100 * 16384,
	.crash = flawed_crash,
	.sources = "arch/rump/drivers/flawed");
