/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of Minix file systems, as include/uapi/linux/minix_fs.h of
 * Linux describes it.  Versions differ in the width of numbers. */
#ifndef RUMPUS_MINIX_FORMAT_H
#define RUMPUS_MINIX_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format minix_format;

enum minix_kind {
	MINIX_SUPER,
	MINIX_SUPER3, /* of version 3 */
	MINIX_INODE_MAP,
	MINIX_ZONE_MAP,
	MINIX_INODE1, /* of version 1; owner: its number */
	MINIX_INODE2, /* of versions 2 and 3 */
	MINIX_ENTRY,  /* of a directory; owner: that */
	MINIX_ENTRY3, /* in version 3 */
	MINIX_ZONES1, /* an indirect block; owner: the inode */
	MINIX_ZONES2,
	MINIX_NKINDS
};

void minix_scan(struct format_map *, const uint8_t *data, uint64_t size);

#endif
