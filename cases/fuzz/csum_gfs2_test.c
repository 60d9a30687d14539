/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checksums of GFS2, judged by its checker and by those of the maker. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/gfs2/format.h"

static const struct csum_judge gfs2 = {
	.format = &gfs2_format,
	.make = "rm -f made && truncate -s 32M made && "
		"mkfs.gfs2 -q -O -p lock_nolock -J 8 made >log 2>&1",
	.check = "fsck.gfs2 -n -v image",
	.words = "level 1 failed",
};

CASE(restores, "checksums of each kind, damaged and repaired, are those of the maker")
{
	static const struct csum_flip flips[] = { { "resource group", 64 }, { "log header", 44 },
		{ "log header", 51 }, { NULL, 0 } };

	csum_restores(&gfs2, flips);
}

CASE(flips, "a flipped bit in a resource group, repaired")
{
	static const struct csum_flip flips[] = { { "resource group", 70 }, { NULL, 0 } };

	csum_flips(&gfs2, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&gfs2);
}
