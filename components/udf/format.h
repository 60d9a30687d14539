/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of UDF, as ECMA-167 and fs/udf/ecma_167.h of Linux describe
 * it. */
#ifndef RUMPUS_UDF_FORMAT_H
#define RUMPUS_UDF_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format udf_format;

enum udf_kind {
	UDF_RECOGNITION, /* a sector that says which standard the volume follows */
	/* What begins with a tag. */
	UDF_PRIMARY,
	UDF_ANCHOR,
	UDF_PARTITION,
	UDF_LOGICAL,
	UDF_UNALLOCATED,
	UDF_INTEGRITY,
	UDF_FILE_SET,
	UDF_NAME, /* an entry of a directory */
	UDF_BITMAP,
	UDF_FILE,
	UDF_EXTENDED_FILE,
	UDF_OTHER,
	UDF_NKINDS
};

void udf_scan(struct format_map *, const uint8_t *data, uint64_t size);
void udf_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

#endif
