/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checksums of UDF.  There is no checker: those of the maker are the judge. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/udf/format.h"

#define MAKE(options) "rm -f made && truncate -s 4M made && mkudffs " options " made >/dev/null"

static const struct csum_judge media = {
	.format = &udf_format,
	.make = MAKE("-b 512 -r 2.01"),
};
static const struct csum_judge old = {
	.format = &udf_format,
	.make = MAKE("-b 2048 -r 1.50"),
};

static const struct csum_flip bytes[] = { { "anchor", 4 }, { "anchor", 8 },
	{ "primary volume descriptor", 9 }, { "partition descriptor", 8 },
	{ "logical volume descriptor", 4 }, { "unallocated space descriptor", 8 },
	{ "integrity descriptor", 9 }, { "file set descriptor", 8 }, { "directory entry", 9 },
	{ NULL, 0 } };
static const struct csum_flip file[] = { { "file entry", 4 }, { "file entry", 9 }, { NULL, 0 } };
static const struct csum_flip extended[] = { { "extended file entry", 4 },
	{ "extended file entry", 9 }, { NULL, 0 } };

CASE(restores, "checksums of each kind, damaged and repaired, are those of the maker")
{
	csum_restores(&media, bytes);
	csum_restores(&media, extended);
	csum_restores(&old, bytes);
	csum_restores(&old, file);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&media);
	csum_hostile(&old);
}
