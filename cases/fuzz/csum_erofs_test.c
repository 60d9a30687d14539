/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The checksum of EROFS, judged by its checker. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/erofs/format.h"

#define TREE                                                                                 \
	"rm -rf tree made && mkdir -p tree/dir && (cd tree && seq 20000 >file && cd dir && " \
	"seq -f a-longer-name-%g 400 | xargs touch) && "

static const struct csum_judge erofs = {
	.format = &erofs_format,
	.make = TREE "mkfs.erofs -zlz4 -T 1700000000 made tree >/dev/null 2>&1",
	.check = "fsck.erofs image",
	.words = "checksum",
};

CASE(flips, "a flipped bit in the superblock, repaired")
{
	static const struct csum_flip flips[] = { { "superblock", 24 }, { "superblock", -1 },
		{ NULL, 0 } };

	csum_flips(&erofs, flips);
}

CASE(kinds, "all metadata is found")
{
	csum_finds(&erofs, EROFS_COMPACT, 403);
	csum_finds(&erofs, EROFS_MAP, 1);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&erofs);
}
