/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of FAT with long names, as include/uapi/linux/msdos_fs.h and
 * Documentation/filesystems/vfat.rst of Linux describe it. */
#ifndef RUMPUS_VFAT_FORMAT_H
#define RUMPUS_VFAT_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format vfat_format;

enum vfat_kind {
	VFAT_BOOT,
	VFAT_INFO, /* the sector of counts that FAT32 has */
	VFAT_FAT,  /* a sector of it */
	VFAT_NAME, /* parts of a long name, and the entry they are of */
	VFAT_ENTRY,
	VFAT_NKINDS
};

#define VFAT_DIRENT 32

void vfat_scan(struct format_map *, const uint8_t *data, uint64_t size);
void vfat_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
