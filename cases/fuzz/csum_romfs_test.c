/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The checksums of romfs, of which there is no checker: judged by what its maker wrote. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/romfs/format.h"

static const struct csum_judge romfs = {
	.format = &romfs_format,
	.make = "rm -rf tree made && mkdir -p tree/dir && (cd tree && seq 2000 >file && "
		"ln -s file link && cd dir && seq -f a-longer-name-%g 400 | xargs touch) && "
		"genromfs -d tree -f made -V volume",
};

CASE(restores, "a flipped bit of a checksum comes back")
{
	static const struct csum_flip flips[] = { { "superblock", 12 }, { "superblock", 13 },
		{ "superblock", 15 }, { "file", 12 }, { "file", 14 }, { "file", 15 }, { NULL, 0 } };

	csum_restores(&romfs, flips);
}

/* Of two directories each has "." and "..". */
CASE(kinds, "all metadata is found")
{
	csum_finds(&romfs, ROMFS_SUPER, 1);
	csum_finds(&romfs, ROMFS_FILE, 407);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&romfs);
}
