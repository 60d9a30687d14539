/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The checksum of cramfs, judged by its checker. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/cramfs/format.h"

static const struct csum_judge cramfs = {
	.format = &cramfs_format,
	.make = "rm -rf tree made && mkdir -p tree/dir && (cd tree && seq 20000 >file && "
		"ln -s file link && cd dir && seq -f a-longer-name-%g 400 | xargs touch) && "
		"mkfs.cramfs tree made >/dev/null",
	.check = "fsck.cramfs image",
	.words = "crc error",
};

CASE(flips, "a flipped bit in each kind of metadata, repaired")
{
	static const struct csum_flip flips[] = { { "superblock", 36 }, { "superblock", 66 },
		{ "inode", 2 }, { "inode", -1 }, { "compressed data", 20 },
		{ "places of blocks", 0 }, { NULL, 0 } };

	csum_flips(&cramfs, flips);
}

CASE(kinds, "all metadata is found")
{
	csum_finds(&cramfs, CRAMFS_SUPER, 1);
	csum_finds(&cramfs, CRAMFS_INODE, 403);
	csum_finds(&cramfs, CRAMFS_BLOCKS, 2);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&cramfs);
}
