/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checksums of F2FS, judged by fsck.f2fs. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/f2fs/format.h"

static const struct csum_judge f2fs = {
	.format = &f2fs_format,
	.make =
	    "mkdir -p tree/dir && (cd tree && seq 2000 >file && cd dir && "
	    "seq -f a-longer-name-%g 400 | xargs touch) && rm -f made && truncate -s 64M made && "
	    "mkfs.f2fs -q -f -O extra_attr,inode_checksum,sb_checksum made >/dev/null && "
	    "sload.f2fs -f tree made >/dev/null",
	.check = "fsck.f2fs --dry-run -d 1 -f image",
	.words = "(calculated one|CRC validation failed|Invalid .* CRC)",
};

CASE(flips, "a flipped bit in each kind of metadata, repaired")
{
	static const struct csum_flip flips[] = { { "superblock", 2801 }, { "checkpoint", 4000 },
		{ "inode", 32 }, { NULL, 0 } };

	csum_flips(&f2fs, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&f2fs);
}
