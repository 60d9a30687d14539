/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fuzz target: JFS, by corrupt images and system calls on them. */
#include "components/jfs/format.h"
#include "fuzz/target.h"

/* None with errors=panic. */
static const char *const options[] = {
	"errors=continue",
	"errors=remount-ro,discard=1",
	"errors=continue,nointegrity,iocharset=utf8",
	"errors=continue,usrquota,grpquota,umask=022",
	NULL,
};

/* Each inode that is read has this mode in place of the one on the disk. */
static const char *const loose[] = { "umask=022", NULL };

FUZZ_TARGET(.component = "jfs", .options = options, .loose = loose, .format = &jfs_format);
