/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of EROFS, as fs/erofs/erofs_fs.h and
 * Documentation/filesystems/erofs.rst of Linux describe it. */
#ifndef RUMPUS_EROFS_FORMAT_H
#define RUMPUS_EROFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format erofs_format;

enum erofs_kind {
	EROFS_SUPER,
	EROFS_COMPACT,  /* an inode of 32 bytes */
	EROFS_EXTENDED, /* an inode of 64 bytes */
	EROFS_XATTR,    /* the attributes behind an inode */
	EROFS_MAP,      /* how the content of a file is compressed, or in which chunks */
	EROFS_DIR,
	EROFS_NKINDS
};

void erofs_scan(struct format_map *, const uint8_t *data, uint64_t size);
void erofs_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
