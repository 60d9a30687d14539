/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * ext4: makes checksums right again after a change.
 *
 * Places come from the map of the base image, and so do the features: a patch
 * that turns checksums off leaves checksums that nobody reads.  What a
 * checksum covers is read from the changed image.  The order is from the
 * inside out: blocks of files, inodes, bitmaps, group descriptors, superblock.
 */
#include <string.h>

#include "fuzz/mutate/crc.h"
#include "components/ext4/format.h"

/* A repair under way. */
struct repair {
	const struct format_map *map;
	struct target_image *image;
	struct ext4_geometry g; /* of the base image */
	uint32_t seed;          /* of every crc32c but the superblock's */
	const struct span *span;
	size_t n;
	bool all; /* the seed changed: everything is wrong */
};

static bool touched(const struct repair *r, uint64_t at, uint64_t len)
{
	return r->all || spans_touch(r->span, r->n, at, len);
}

static void put(struct repair *r, uint64_t at, size_t width, uint32_t value)
{
	image_put_le(r->image, at, width, value);
}

static uint32_t crc_le(uint32_t crc, uint64_t value, size_t width)
{
	uint8_t bytes[8];

	set_le(bytes, width, value);
	return crc32c(crc, bytes, width);
}

/* The seed of all that belongs to the inode at `at`. */
static uint32_t inode_seed(const struct repair *r, uint32_t ino, uint64_t at)
{
	uint32_t crc = crc_le(r->seed, ino, 4);

	return crc32c(crc, r->image->data + at + I_GENERATION, 4);
}

static void repair_inode(struct repair *r, uint32_t ino, uint64_t at)
{
	const uint8_t *i = r->image->data + at;
	uint32_t crc = inode_seed(r, ino, at);
	bool high =
	    r->g.inode_size > 128 && 128 + get_le(i + I_EXTRA_ISIZE, 2) >= I_CHECKSUM_HI + 2;

	crc = crc32c(crc, i, I_CHECKSUM_LO);
	crc = crc_le(crc, 0, 2);
	crc = crc32c(crc, i + I_CHECKSUM_LO + 2, 128 - I_CHECKSUM_LO - 2);
	if (r->g.inode_size > 128) {
		crc = crc32c(crc, i + 128, I_CHECKSUM_HI - 128);
		if (high)
			crc = crc_le(crc, 0, 2);
		else
			crc = crc32c(crc, i + I_CHECKSUM_HI, 2);
		crc = crc32c(crc, i + I_CHECKSUM_HI + 2, r->g.inode_size - I_CHECKSUM_HI - 2);
	}
	put(r, at + I_CHECKSUM_LO, 2, crc & 0xffff);
	if (high)
		put(r, at + I_CHECKSUM_HI, 2, crc >> 16);
}

/* The tail of an extent block follows the entries there is room for. */
static void repair_extents(struct repair *r, uint32_t seed, uint64_t at)
{
	const uint8_t *b = r->image->data + at;
	uint32_t tail = 12 + 12 * get_le(b + 4, 2);

	if (tail + 4 <= r->g.block)
		put(r, at + tail, 4, crc32c(seed, b, tail));
}

/* The tail of a leaf looks like an entry without a name, of type 0xde. */
static void repair_dir(struct repair *r, uint32_t seed, uint64_t at)
{
	uint32_t tail = r->g.block - 12;

	put(r, at + tail + 8, 4, crc32c(seed, r->image->data + at, tail));
}

/* An index counts only the entries in use, but its tail follows all. */
static void repair_dx(struct repair *r, uint32_t seed, uint64_t at)
{
	const uint8_t *b = r->image->data + at;
	uint32_t first = get_le(b + 4, 2) == r->g.block ? 8 : 32;
	uint32_t limit = get_le(b + first, 2), count = get_le(b + first + 2, 2);
	uint32_t tail = first + 8 * limit, crc;

	if (tail + 8 > r->g.block || count > limit)
		return;
	crc = crc32c(seed, b, first + 8 * count);
	crc = crc32c(crc, b + tail, 4);
	put(r, at + tail + 4, 4, crc_le(crc, 0, 4));
}

static void repair_xattr(struct repair *r, uint64_t at)
{
	const uint8_t *b = r->image->data + at;
	uint32_t crc = crc_le(r->seed, at / r->g.block, 8);

	crc = crc32c(crc, b, 16);
	crc = crc_le(crc, 0, 4);
	put(r, at + 16, 4, crc32c(crc, b + 20, r->g.block - 20));
}

/* A block that belongs to an inode. */
static void repair_owned(struct repair *r, const struct object *o)
{
	uint64_t inode;
	uint32_t seed;

	if (o->kind < EXT4_EXTENTS || o->kind > EXT4_XATTR)
		return;
	inode = ext4_inode_at(&r->g, r->image->data, o->owner);
	if (!inode || !(touched(r, o->at, o->len) || touched(r, inode + I_GENERATION, 4)))
		return;
	seed = inode_seed(r, o->owner, inode);
	if (o->kind == EXT4_EXTENTS)
		repair_extents(r, seed, o->at);
	else if (o->kind == EXT4_DIR)
		repair_dir(r, seed, o->at);
	else if (o->kind == EXT4_DX)
		repair_dx(r, seed, o->at);
	else if (o->kind == EXT4_XATTR)
		repair_xattr(r, o->at);
}

static void repair_inodes(struct repair *r, uint32_t group)
{
	uint32_t first = group * r->g.inodes_per_group + 1;
	uint64_t table = ext4_inode_at(&r->g, r->image->data, first);

	if (!table || !touched(r, table, (uint64_t)r->g.inodes_per_group * r->g.inode_size))
		return;
	for (uint32_t ino = first; ino < first + r->g.inodes_per_group; ino++) {
		uint64_t at = ext4_inode_at(&r->g, r->image->data, ino);

		if (at && touched(r, at, r->g.inode_size))
			repair_inode(r, ino, at);
	}
}

/* A bitmap; its checksum is in the descriptor.  True if that changed. */
static bool repair_bitmap(struct repair *r, uint64_t gd, unsigned which, uint64_t bits, unsigned lo,
    unsigned hi)
{
	uint64_t at = get_le(r->image->data + gd + which, 4) * r->g.block;
	uint64_t len = bits / 8;
	uint32_t crc;

	if (at + r->g.block > r->image->size || len > r->g.block || !touched(r, at, len))
		return false;
	crc = crc32c(r->seed, r->image->data + at, len);
	put(r, gd + lo, 2, crc & 0xffff);
	if (r->g.desc_size >= 64)
		put(r, gd + hi, 2, crc >> 16);
	return true;
}

static void repair_group(struct repair *r, uint32_t group)
{
	uint64_t at = ext4_group_at(&r->g, group);
	const uint8_t *gd = r->image->data + at;
	const uint8_t *uuid = r->image->data + EXT4_SB + SB_UUID;
	uint8_t number[4];
	uint32_t crc;

	set_le(number, 4, group);
	if (r->g.metadata_csum) {
		crc = crc32c(r->seed, number, 4);
		crc = crc32c(crc, gd, GD_CHECKSUM);
		crc = crc_le(crc, 0, 2);
		crc = crc32c(crc, gd + GD_CHECKSUM + 2, r->g.desc_size - GD_CHECKSUM - 2);
	} else {
		crc = crc16(crc16(0xffff, uuid, 16), number, 4);
		crc = crc16(crc, gd, GD_CHECKSUM);
		crc = crc16(crc, gd + GD_CHECKSUM + 2, r->g.desc_size - GD_CHECKSUM - 2);
	}
	put(r, at + GD_CHECKSUM, 2, crc & 0xffff);
}

static void repair_groups(struct repair *r)
{
	for (uint32_t group = 0; group < r->g.groups; group++) {
		uint64_t gd = ext4_group_at(&r->g, group);
		bool dirty;

		if (!gd)
			return;
		dirty = touched(r, gd, r->g.desc_size);
		if (r->g.metadata_csum) {
			repair_inodes(r, group);
			dirty |= repair_bitmap(r, gd, GD_BLOCK_BITMAP, r->g.clusters_per_group,
			    GD_BLOCK_BITMAP_CSUM, GD_BLOCK_BITMAP_CSUM_HI);
			dirty |= repair_bitmap(r, gd, GD_INODE_BITMAP, r->g.inodes_per_group,
			    GD_INODE_BITMAP_CSUM, GD_INODE_BITMAP_CSUM_HI);
		}
		if (dirty)
			repair_group(r, group);
	}
}

void ext4_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	const uint8_t *sb = image->data + EXT4_SB;
	struct repair r = { .map = map, .image = image, .span = span, .n = n };

	memcpy(&r.g, map->geometry, sizeof(r.g));
	if (map->n == 0)
		return;
	ext4_repair_journal(map, r.g.block, image, span, n);
	if (!r.g.metadata_csum && !r.g.gdt_csum)
		return;
	r.all = touched(&r, EXT4_SB + SB_UUID, 16) || touched(&r, EXT4_SB + SB_CHECKSUM_SEED, 4);
	r.seed = get_le(sb + SB_INCOMPAT, 4) & INCOMPAT_CSUM_SEED ? get_le(sb + SB_CHECKSUM_SEED, 4)
	                                                          : crc32c(~0u, sb + SB_UUID, 16);
	for (size_t i = 0; i < map->n && r.g.metadata_csum; i++)
		repair_owned(&r, &map->object[i]);
	repair_groups(&r);
	if (r.g.metadata_csum && touched(&r, EXT4_SB, EXT4_SB))
		put(&r, EXT4_SB + SB_CHECKSUM, 4, crc32c(~0u, sb, SB_CHECKSUM));
}
