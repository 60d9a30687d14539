/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of NILFS2, as include/uapi/linux/nilfs2_ondisk.h and
 * Documentation/filesystems/nilfs2.rst of Linux describe it. */
#ifndef RUMPUS_NILFS2_FORMAT_H
#define RUMPUS_NILFS2_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format nilfs2_format;

enum nilfs2_kind {
	NILFS2_SUPER,
	NILFS2_LOG, /* all of a log; what follows lies in one */
	NILFS2_SUMMARY,
	NILFS2_ROOT, /* the super root that ends a checkpoint */
	NILFS2_DAT,  /* a block of the file of block addresses, */
	NILFS2_CHECKPOINTS,
	NILFS2_SEGMENTS,
	NILFS2_INODES,
	NILFS2_DIR,
	NILFS2_NODE, /* of the B-tree of any file */
	NILFS2_NKINDS
};

void nilfs2_scan(struct format_map *, const uint8_t *data, uint64_t size);
void nilfs2_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
