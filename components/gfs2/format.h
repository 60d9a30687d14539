/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of GFS2, as include/uapi/linux/gfs2_ondisk.h of Linux
 * describes it. */
#ifndef RUMPUS_GFS2_FORMAT_H
#define RUMPUS_GFS2_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format gfs2_format;

/* All blocks of metadata begin with a header that tells the kind. */
enum gfs2_kind {
	GFS2_SUPER,
	GFS2_GROUP,
	GFS2_BITMAP,
	GFS2_INODE,
	GFS2_INDIRECT,
	GFS2_LEAF,
	GFS2_DATA, /* content of a file of the system's own */
	GFS2_LOG,  /* a header of the log */
	GFS2_LIST, /* of blocks in the log */
	GFS2_ATTR,
	GFS2_QUOTA,
	GFS2_NKINDS
};

void gfs2_scan(struct format_map *, const uint8_t *data, uint64_t size);
void gfs2_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
