/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* SquashFS has no checksums; that its metadata is found is judged by counting. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/squashfs/format.h"

#define TREE                                                                                 \
	"rm -rf tree made && mkdir -p tree/dir && (cd tree && seq 20000 >file && cd dir && " \
	"seq -f a-longer-name-%g 400 | xargs touch) && "

static const struct csum_judge plain = {
	.format = &squashfs_format,
	.make = TREE "mksquashfs tree made -no-progress -quiet -noI -noId >/dev/null",
};
static const struct csum_judge compressed = {
	.format = &squashfs_format,
	.make = TREE "mksquashfs tree made -no-progress -quiet >/dev/null",
};

/* A header leads at most 256 entries. */
CASE(plain, "tables that are not compressed: inodes and entries of directories")
{
	csum_finds(&plain, SQUASHFS_SUPER, 1);
	csum_finds(&plain, SQUASHFS_INODE, 403);
	csum_finds(&plain, SQUASHFS_ENTRIES, 2);
	csum_finds(&plain, SQUASHFS_TABLE, 3);
}

CASE(compressed, "compressed tables: their blocks")
{
	csum_finds(&compressed, SQUASHFS_TABLE, 3);
	csum_finds(&compressed, SQUASHFS_BLOCK, 7);
	csum_finds(&compressed, SQUASHFS_INODE, 0);
}
