/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checksums of OCFS2, judged by what the driver writes. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/ocfs2/format.h"

static const struct csum_judge ocfs2 = {
	.format = &ocfs2_format,
	.image = "ocfs2/fuzz",
};

/* Not by a flip: one is what the code beside each checksum corrects in silence. */
CASE(restores, "checksums of each kind, damaged and repaired, are those of the driver")
{
	static const struct csum_flip flips[] = { { "superblock", 128 }, { "inode", 131 },
		{ "block group", 48 }, { "directory block", -8 }, { NULL, 0 } };

	csum_restores(&ocfs2, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&ocfs2);
}
