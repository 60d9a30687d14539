/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of NTFS, as fs/ntfs3/ntfs.h of Linux describes it. */
#ifndef RUMPUS_NTFS3_FORMAT_H
#define RUMPUS_NTFS3_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format ntfs3_format;

enum ntfs3_kind {
	NTFS3_BOOT,
	/* Records whose sectors end with a number; attributes lie in the first. */
	NTFS3_FILE,
	NTFS3_INDEX,
	NTFS3_RESTART, /* of the log */
	NTFS3_LOG,
	NTFS3_RESIDENT, /* an attribute with its content */
	NTFS3_RUNS,     /* an attribute whose content is elsewhere */
	NTFS3_ROOT,     /* an attribute that is the root of an index */
	NTFS3_NAME,     /* an attribute that is a name of the file */
	NTFS3_NKINDS
};

#define NTFS3_SECTOR 512

/* The places and number of the update sequence of a record of `len` bytes;
 * false where they make no sense. */
bool ntfs3_fixup(const uint8_t *record, uint32_t len, uint32_t *at, uint32_t *sectors);
void ntfs3_scan(struct format_map *, const uint8_t *data, uint64_t size);
void ntfs3_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
