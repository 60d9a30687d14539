/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of ISO 9660 with Rock Ridge, as ECMA-119, the Rock Ridge
 * Interchange Protocol and fs/isofs/rock.h of Linux describe it.  It has no
 * checksums. */
#ifndef RUMPUS_ISO9660_FORMAT_H
#define RUMPUS_ISO9660_FORMAT_H

#include "fuzz/mutate/format.h"

extern const struct format iso9660_format;

enum iso9660_kind {
	ISO9660_VOLUME, /* a volume descriptor */
	ISO9660_PATHS,  /* the path table */
	ISO9660_RECORD, /* of a directory */
	ISO9660_USE,    /* an entry of Rock Ridge in a record, or in what continues it */
	ISO9660_NKINDS
};

#endif
