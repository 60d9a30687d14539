/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Checksums of Btrfs, each of its four kinds, judged by its checker. */
#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/btrfs/format.h"

#define MAKE(size, options)                                                             \
	.make = "mkdir -p tree && (cd tree && seq 20000 >file && seq -f name-%g 200 | " \
		"xargs touch) && rm -f made && truncate -s " size                       \
		" made && mkfs.btrfs -q -n 4096 " options " -r tree made"

#define CHECK                                                                      \
	.format = &btrfs_format, .check = "LC_ALL=C btrfs check --readonly image", \
	.words = "checksum (verify|mismatch)"

static const struct csum_judge crc32c = { MAKE("16M", "-M"), CHECK };
static const struct csum_judge xxhash = { MAKE("120M", "-m dup --csum xxhash"), CHECK };
static const struct csum_judge sha256 = { MAKE("16M", "-M --csum sha256"), CHECK };
static const struct csum_judge blake2 = { MAKE("16M", "-M --csum blake2"), CHECK };

/* Where the content of a leaf begins there is room that nobody uses. */
static const struct csum_flip flips[] = { { "superblock", -1 }, { "tree leaf", 0x64 - 0x14 },
	{ "tree node", -1 }, { "inode", 159 }, { NULL, 0 } };

CASE(crc32c, "a flipped bit in each kind of metadata, repaired: CRC")
{
	csum_flips(&crc32c, flips);
}

CASE(xxhash, "the same with XXH64, and two copies of each node")
{
	csum_flips(&xxhash, flips);
}

CASE(sha256, "the same with SHA-256")
{
	csum_flips(&sha256, flips);
}

CASE(blake2, "the same with BLAKE2b")
{
	csum_flips(&blake2, flips);
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&crc32c);
}
