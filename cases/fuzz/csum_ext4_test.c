/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Repair of checksums, judged by the real checker on images of the real maker. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "components/ext4/format.h"

static void put(struct target_image *image, uint64_t at, const void *from, size_t len)
{
	disk_write(image->arg, at, from, len);
}

/* True if e2fsck speaks of a checksum. */
static bool complains(const struct disk *d)
{
	char line[500];
	bool found = false;
	FILE *f;

	disk_save(d, "image");
	f = popen("e2fsck -fn image 2>&1", "r");
	REQUIRE(f != NULL);
	while (fgets(line, sizeof(line), f))
		if (strstr(line, "checksum"))
			found = true;
	pclose(f);
	unlink("image");
	return found;
}

/* Where a bit can be flipped in each kind without changing its shape. */
static const uint32_t harmless[EXT4_NKINDS] = {
	[EXT4_SUPER] = 0x2c, /* time of the last mount */
	[EXT4_GROUP] = 0x10, /* number of directories */
	[EXT4_BLOCK_BITMAP] = 3,
	[EXT4_INODE_BITMAP] = 3,
	[EXT4_INODE] = 0x08,   /* access time */
	[EXT4_EXTENTS] = 0x08, /* generation of the tree */
	[EXT4_DIR] = 0x08,     /* first letter of the first name */
	[EXT4_DX] = 0x2c,      /* a hash */
	[EXT4_XATTR] = 0x3fe,  /* a value */
};

static const struct object *find(const struct format_map *map, enum ext4_kind kind)
{
	for (size_t i = 0; i < map->n; i++)
		/* Inodes that say nothing of themselves come first. */
		if (map->object[i].kind == kind &&
		    (kind != EXT4_INODE || map->object[i].owner > 11))
			return &map->object[i];
	return NULL;
}

/* Flips a bit of one object of a kind: the checker notices; repairs: it does
 * not any more. */
static void flip_and_repair(const char *name, enum ext4_kind kind)
{
	static struct format_map map;
	struct disk *d = disk_open(name);
	struct target_image image = { d->data, d->size, put, d };
	const struct object *o;
	struct span span;
	uint8_t byte;

	ext4_format.scan(&map, d->data, d->size);
	o = find(&map, kind);
	if (!o)
		harness_failf("image %s has no %s", name, ext4_format.kind[kind].name);
	REQUIRE(!complains(d));
	span = (struct span){ o->at + harmless[kind], 1 };
	disk_read(d, span.at, &byte, 1);
	byte ^= 1;
	disk_write(d, span.at, &byte, 1);
	if (!complains(d))
		harness_failf("image %s: e2fsck missed a flipped bit in a %s", name,
		    ext4_format.kind[kind].name);
	ext4_format.repair(&map, &image, &span, 1);
	if (complains(d))
		harness_failf("image %s: e2fsck still finds a wrong checksum of a %s", name,
		    ext4_format.kind[kind].name);
	disk_close(d);
}

CASE(each_kind, "a flipped bit in each kind of metadata, repaired")
{
	for (enum ext4_kind kind = EXT4_SUPER; kind <= EXT4_XATTR; kind++) {
		flip_and_repair("ext4/fuzz", kind);
		flip_and_repair("ext4/fuzz-inline", kind);
	}
}

CASE(block_sizes, "the same with other block sizes and clusters")
{
	for (enum ext4_kind kind = EXT4_SUPER; kind <= EXT4_INODE_BITMAP; kind++) {
		flip_and_repair("ext4/fuzz-4k", kind);
		flip_and_repair("ext4/bigalloc", kind);
	}
	flip_and_repair("ext4/fuzz-4k", EXT4_INODE);
	flip_and_repair("ext4/fuzz-4k", EXT4_EXTENTS);
	flip_and_repair("ext4/fuzz-4k", EXT4_DIR);
	flip_and_repair("ext4/fuzz-4k", EXT4_DX);
}

CASE(old_groups, "group descriptors with the older 16-bit checksum")
{
	REQUIRE_EQ(0, system("truncate -s 8M old && "
			     "mke2fs -q -F -t ext4 -b 1024 -O ^metadata_csum,uninit_bg old"));
	flip_and_repair("./old", EXT4_GROUP);
}

/* The UUID seeds all checksums but the superblock's. */
CASE(seed, "another UUID, all checksums repaired")
{
	static struct format_map map;
	struct disk *d = disk_open("ext4/fuzz");
	struct target_image image = { d->data, d->size, put, d };
	struct span span = { EXT4_SB + SB_UUID, 1 };

	ext4_format.scan(&map, d->data, d->size);
	disk_write(d, span.at, "\xff", 1);
	REQUIRE(complains(d));
	ext4_format.repair(&map, &image, &span, 1);
	REQUIRE(!complains(d));
	disk_close(d);
}

/* A transaction of the checksummed kind: two blocks, and another revoked, that are
 * not written home.  The log: superblock, descriptor, data twice, revoke, commit. */
static const struct csum_judge journal = {
	.format = &ext4_format,
	.make =
	    "head -c 2048 /dev/zero | tr '\\0' R >block && rm -f made && truncate -s 4M made && "
	    "mke2fs -q -F -t ext4 -b 1024 -J size=1 made && printf '%s\\n' 'jo -c' "
	    "'jw -b 3000,3001 block' 'jw -r 3100' jc >commands && "
	    "debugfs -w -f commands made >/dev/null 2>&1",
	.check = "e2fsck -fy image",
	.words = "checksum|csum|orrupt",
};

static const struct csum_judge plain = {
	.format = &ext4_format,
	.make = "mkdir -p tree/dir && seq 3000 >tree/file && rm -f made && truncate -s 1M made && "
		"mke2fs -q -F -t ext4 -b 1024 -N 320 -O ^has_journal -d tree made 2>/dev/null",
};

static void journal_flip(uint32_t block, uint32_t at)
{
	static struct format_map map;
	struct disk *d;

	REQUIRE_EQ(0, system(journal.make));
	d = disk_open("./made");
	ext4_format.scan(&map, d->data, d->size);
	for (size_t i = 0; i < map.n; i++)
		if (map.object[i].kind == EXT4_JOURNAL && map.object[i].owner == block)
			csum_judge_flip(&journal, &map, d, map.object[i].at + at);
	disk_close(d);
}

CASE(journal, "a flipped bit in each kind of block of the journal, repaired")
{
	journal_flip(0, 0x44); /* the superblock */
	journal_flip(1, 900);  /* a descriptor, behind its tags */
	journal_flip(2, 5);    /* metadata that it names */
	journal_flip(3, 1000);
	journal_flip(4, 40); /* a commit, behind its checksum */
}

CASE(hostile, "repairing any damage stays inside the image")
{
	csum_hostile(&journal);
	csum_hostile(&plain);
}
