/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checksums of NILFS2, which has no checker: those of the maker are the judge. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/nilfs2/format.h"

static const struct csum_judge nilfs2 = {
	.format = &nilfs2_format,
	.make =
	    "rm -f made && truncate -s 4M made && mkfs.nilfs2 -q -b 1024 -B 16 made >log 2>&1 ||"
	    " { cat log; false; }",
};

CASE(restores, "checksums of each kind, damaged and repaired, are those of the maker")
{
	static const struct csum_flip flips[] = { { "superblock", 16 }, { "super root", 0 },
		{ "log", 0 }, { "segment summary", 4 }, { NULL, 0 } };

	csum_restores(&nilfs2, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&nilfs2);
}
