/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * NTFS.  The image is of 512 clusters of 1 MiB, because then its table of files has
 * room for 1,024 of them from the start, and the disk for a cluster each: Linux
 * 6.1.192 can neither make the table longer nor keep content in it, see
 * cases/fs/ntfs3_test.c.  To fill it would take long.
 */
#include "harness/component.h"

/* Clusters by who has them; the copy of the table of files; each directory. */
#define NTFS3_CHECK \
	"ntfsresize --check --force \"$1\" && ntfsfix -n \"$1\" && export LC_ALL=C.UTF-8 && " \
	"said=$(ntfsls -aR \"$1\" 2>&1 >/dev/null) && [ -z \"$said\" ] || " \
	"{ echo \"$said\"; false; }"

static const struct known_defect ntfs3_known[] = {
	{ "bad_pointer_data", "a write that fails with EFAULT leaves the file longer" },
	{ "half_bad_buffer", "a write that fails with EFAULT leaves the file longer" },
	{ "readdir_types", "readdir takes FIFOs and devices for files" },
	{ "remount_large_devices", "device numbers are 0 after a mount" },
	{ "remount_nodes", "device numbers are 0 after a mount" },
	{ "xattr_names", "attributes of any name are taken, also without a prefix" },
	{ 0 },
};

COMPONENT(ntfs3,
	.type = "ntfs3",
	.lacks = FS_RENAME_FLAGS | FS_WHITEOUT | FS_TMPFILE | FS_INODES | FS_FEW_INODES |
	    FS_NSEC | FS_DIR_LINKS | FS_SPARSE | FS_PUNCH | FS_ZERO | FS_COLLAPSE |
	    FS_SEEK_HOLE | FS_ENOSPC | FS_STATFS | FS_REPLAY,
	.image = "ntfs3/large",
	.options = "acl",
	.time_step = 100,
	.check = NTFS3_CHECK,
	.known = ntfs3_known,
	.sources = "fs/ntfs3");
