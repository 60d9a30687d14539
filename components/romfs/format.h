/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of romfs, as Documentation/filesystems/romfs.rst of Linux describes
 * it. */
#ifndef RUMPUS_ROMFS_FORMAT_H
#define RUMPUS_ROMFS_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format romfs_format;

enum romfs_kind {
	ROMFS_SUPER, /* with the name of the volume */
	ROMFS_FILE,  /* the header of a file, with its name */
	ROMFS_NKINDS
};

void romfs_scan(struct format_map *, const uint8_t *data, uint64_t size);
void romfs_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
