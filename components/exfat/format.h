/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of exFAT, as fs/exfat/exfat_raw.h of Linux and the
 * specification that Microsoft published describe it. */
#ifndef RUMPUS_EXFAT_FORMAT_H
#define RUMPUS_EXFAT_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format exfat_format;

enum exfat_kind {
	EXFAT_BOOT,   /* twelve sectors, the last one of checksums */
	EXFAT_FAT,    /* a sector of it */
	EXFAT_BITMAP, /* of clusters in use */
	EXFAT_UPCASE, /* the table of capital letters */
	EXFAT_ENTRY,  /* of the root directory: label, bitmap, table of letters */
	EXFAT_SET,    /* the entries of one file */
	EXFAT_NKINDS
};

void exfat_scan(struct format_map *, const uint8_t *data, uint64_t size);
void exfat_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
