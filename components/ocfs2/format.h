/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of OCFS2, as fs/ocfs2/ocfs2_fs.h of Linux describes it. */
#ifndef RUMPUS_OCFS2_FORMAT_H
#define RUMPUS_OCFS2_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format ocfs2_format;

/* Blocks of metadata begin with a signature of eight bytes; those of a directory end
 * with one. */
enum ocfs2_kind {
	OCFS2_SUPER,
	OCFS2_INODE,
	OCFS2_EXTENTS,
	OCFS2_GROUP,
	OCFS2_XATTRS,
	OCFS2_DX_ROOT,
	OCFS2_DX_LEAF,
	OCFS2_REFCOUNTS,
	OCFS2_DIRECTORY,
	OCFS2_NKINDS
};

void ocfs2_scan(struct format_map *, const uint8_t *data, uint64_t size);
void ocfs2_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
