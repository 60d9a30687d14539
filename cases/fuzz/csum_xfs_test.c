/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checksums of XFS, judged by xfs_repair. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/xfs/format.h"

/* Directories of one leaf and of more.  No long symbolic link: the maker gives those a wrong
 * checksum. */
#define TREE                                                                                    \
	"{ echo boot; echo 1 1; echo d--755 0 0; echo file ---644 0 0 /etc/passwd;"             \
	"  echo long l--777 0 0 $(seq -s / 1 300 | head -c 100 | sed 's/.$/x/');"               \
	"  for d in one two; do echo $d d--755 0 0;"                                            \
	"    for i in $(seq 1 $([ $d = one ] && echo 150 || echo 1200));"                       \
	"    do echo a-longer-name-$i ---644 0 0 /dev/null; done; echo '$'; done; echo '$'; } " \
	">proto; rm -f made; truncate -s 24M made; mkfs.xfs -q --unsupported "

#define CHECK                                                                                \
	.format = &xfs_format, .check = "LC_ALL=C xfs_repair -n -f -o force_geometry image", \
	.words = "(CRC|crc|checksum)"

static const struct csum_judge plain = { .make = TREE "-m rmapbt=1,reflink=1 -p proto made",
	CHECK };
static const struct csum_judge small = { .make = TREE
					 "-b size=1024 -n size=4096 -i size=512 -p proto made",
	CHECK };

CASE(flips, "a flipped bit in each kind of metadata, repaired")
{
	static const struct csum_flip flips[] = { { "superblock", 247 },
		{ "free space header", 215 }, { "inode header", 327 }, { "free list", 31 },
		{ "group tree node", 31 }, { "inode", 119 }, { "directory block", 23 },
		{ "directory space block", 23 }, { "hash tree node", 31 }, { NULL, 0 } };

	csum_flips(&plain, flips);
}

CASE(sizes, "the same where blocks, directories and inodes have other sizes")
{
	static const struct csum_flip flips[] = { { "free space header", 215 },
		{ "group tree node", 31 }, { "inode", 119 }, { "directory block", 23 },
		{ "directory space block", 23 }, { "hash tree node", 31 }, { NULL, 0 } };

	csum_flips(&small, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&plain);
}
