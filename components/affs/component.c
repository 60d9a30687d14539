/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The file system of the Amiga: FFS, whose blocks of data are data alone, with names in
 * one order or in the international one. */
#include "harness/component.h"

#define AFFS_LACKS \
	(FS_REPLAY | FS_XATTR | FS_USER_XATTR | FS_FALLOCATE | FS_PUNCH | FS_ZERO | \
	    FS_COLLAPSE | FS_RENAME_FLAGS | FS_WHITEOUT | FS_NSEC | FS_FAR_TIMES | \
	    FS_TMPFILE | FS_SPARSE | FS_SEEK_HOLE | FS_CASE | FS_MKNOD | FS_ATIME | \
	    FS_LARGE_IDS | FS_SPLICE | FS_DIR_LINKS | FS_INODES | FS_BACKSLASH)

/* Of locks, told by variant debug alone. */
#define AFFS_RMDIR                                                                        \
	"affs_remove_header() locks the table of a directory inside that of its parent, " \
	"both as one class and level",                                                    \
	    "debug"

static const struct known_defect affs_known[] = {
	{ "link_count", "after a remount a file of many names has two links" },
	{ "symlink_short", "the length of a new link counts the zero behind its target" },
	{ "symlink_long", "the length of a new link counts the zero behind its target" },
	{ "symlink_follow", "an absolute target is read back as a path from the volume's root" },
	{ "deeper_than_path_max",
	    "blocks are kept back for each directory, and not given up where none is free" },
	{ "perm_setgid_directory", "what is made in such a directory does not get its group" },
	{ "remount_attributes", "set-user-ID, set-group-ID and the sticky bit are not stored" },
	{ "handle_stale", "a file that was removed is opened by its handle" },
	{ "deep", AFFS_RMDIR },
	{ "directory_reused", AFFS_RMDIR },
	{ "readdir_removed", AFFS_RMDIR },
	{ "rmdir", AFFS_RMDIR },
	{ "rmdir_errors", AFFS_RMDIR },
	{ "rmdir_working_directory", AFFS_RMDIR },
	{ "name_lengths", AFFS_RMDIR },
	{ "name_max", AFFS_RMDIR },
	{ "relative_to_descriptor", AFFS_RMDIR },
	{ "remount_tree", AFFS_RMDIR },
	{ "rename_over_empty_directory", AFFS_RMDIR },
	{ "rename_over_full_directory", AFFS_RMDIR },
	{ "rename_between_directories", AFFS_RMDIR },
	{ "rename_file_over_directory", AFFS_RMDIR },
	{ "enospc_directories", AFFS_RMDIR },
	{ 0 },
};

COMPONENT(affs,
	.type = "affs",
	.lacks = AFFS_LACKS,
	.image = "affs/ffs",
	.options = "nofilenametruncate",
	.known = affs_known,
	.name_max = 30,
	.time_step = 1000000000,
	.sources = "fs/affs");

COMPONENT(affs_intl,
	.driver = "affs",
	.type = "affs",
	.lacks = AFFS_LACKS,
	.image = "affs/intl",
	.options = "nofilenametruncate",
	.known = affs_known,
	.name_max = 30,
	.time_step = 1000000000,
	.sources = "fs/affs");
