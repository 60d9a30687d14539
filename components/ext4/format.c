/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* ext4: the geometry of an image, and the fields of its metadata. */
#include "components/ext4/format.h"

/* Only what the driver reads is listed: a field that nobody reads costs an
 * execution and finds nothing. */
static const struct field super_fields[] = { { 0x00, 4, F_COUNT }, { 0x04, 4, F_SIZE },
	{ 0x08, 4, F_COUNT }, { 0x0c, 4, F_COUNT }, { 0x10, 4, F_COUNT },
	{ 0x14, 4, F_POINTER }, { 0x18, 4, F_SIZE }, { 0x1c, 4, F_SIZE },
	{ 0x20, 4, F_SIZE }, { 0x24, 4, F_SIZE }, { 0x28, 4, F_SIZE }, { 0x38, 2, F_MAGIC },
	{ 0x3a, 2, F_FLAGS }, { 0x3c, 2, F_FLAGS }, { 0x3e, 2, F_NUMBER },
	{ 0x48, 4, F_NUMBER }, { 0x4c, 4, F_NUMBER }, { 0x54, 4, F_POINTER },
	{ 0x58, 2, F_SIZE }, { 0x5c, 4, F_FLAGS }, { 0x60, 4, F_FLAGS },
	{ 0x64, 4, F_FLAGS }, { 0xcc, 1, F_COUNT }, { 0xce, 2, F_COUNT },
	{ 0xe0, 4, F_POINTER }, { 0xe4, 4, F_NUMBER }, { 0xe8, 4, F_POINTER },
	{ 0xfc, 1, F_FLAGS }, { 0xfe, 2, F_SIZE }, { 0x100, 4, F_FLAGS },
	{ 0x104, 4, F_POINTER }, { 0x150, 4, F_SIZE }, { 0x15c, 2, F_SIZE },
	{ 0x15e, 2, F_SIZE }, { 0x160, 4, F_FLAGS }, { 0x164, 2, F_SIZE },
	{ 0x168, 8, F_POINTER }, { 0x170, 4, F_SIZE }, { 0x174, 1, F_SIZE },
	{ 0x175, 1, F_FLAGS }, { 0x180, 4, F_POINTER }, { 0x240, 4, F_POINTER },
	{ 0x244, 4, F_POINTER }, { 0x248, 4, F_COUNT }, { 0x24c, 4, F_POINTER },
	{ 0x268, 4, F_POINTER }, { 0x26c, 4, F_POINTER }, { 0x270, 4, F_NUMBER },
	{ 0x27c, 2, F_NUMBER }, { 0x280, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field group_fields[] = { { 0x00, 4, F_POINTER }, { 0x04, 4, F_POINTER },
	{ 0x08, 4, F_POINTER }, { 0x0c, 2, F_COUNT }, { 0x0e, 2, F_COUNT },
	{ 0x10, 2, F_COUNT }, { 0x12, 2, F_FLAGS }, { 0x1c, 2, F_COUNT },
	{ 0x20, 4, F_POINTER }, { 0x24, 4, F_POINTER }, { 0x28, 4, F_POINTER },
	{ 0x2c, 2, F_COUNT }, { 0x2e, 2, F_COUNT }, { 0x32, 2, F_COUNT }, { 0, 0, 0 } };

/* i_block holds an extent header and four extents, or pointers. */
static const struct field inode_fields[] = { { 0x00, 2, F_FLAGS }, { 0x04, 4, F_SIZE },
	{ 0x14, 4, F_NUMBER }, { 0x1a, 2, F_COUNT }, { 0x1c, 4, F_COUNT },
	{ 0x20, 4, F_FLAGS }, { 0x64, 4, F_NUMBER }, { 0x68, 4, F_POINTER },
	{ 0x6c, 4, F_SIZE }, { 0x76, 2, F_POINTER }, { 0x80, 2, F_SIZE },
	{ 0xa0, 4, F_MAGIC }, { 0xa4, 1, F_SIZE }, { 0xa5, 1, F_FLAGS },
	{ 0xa6, 2, F_POINTER }, { 0xa8, 4, F_POINTER }, { 0xac, 4, F_SIZE },
	{ 0x28, 2, F_MAGIC }, { 0x2a, 2, F_COUNT }, { 0x2c, 2, F_COUNT },
	{ 0x2e, 2, F_NUMBER }, { 0x34, 4, F_POINTER }, { 0x38, 2, F_SIZE },
	{ 0x3a, 2, F_POINTER }, { 0x3c, 4, F_POINTER }, { 0x40, 4, F_POINTER },
	{ 0x44, 2, F_SIZE }, { 0x48, 4, F_POINTER }, { 0x58, 4, F_POINTER },
	{ 0x5c, 4, F_POINTER }, { 0x60, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field extent_fields[] = { { 0, 2, F_MAGIC }, { 2, 2, F_COUNT },
	{ 4, 2, F_COUNT }, { 6, 2, F_NUMBER }, { 12, 4, F_POINTER }, { 16, 2, F_SIZE },
	{ 18, 2, F_POINTER }, { 20, 4, F_POINTER }, { 0, 0, 0 } };

static const struct field dir_fields[] = { { 0, 4, F_POINTER }, { 4, 2, F_SIZE },
	{ 6, 1, F_SIZE }, { 7, 1, F_FLAGS }, { 8, 4, F_NAME }, { 0, 0, 0 } };

static const struct field dx_fields[] = { { 0x00, 4, F_POINTER }, { 0x04, 2, F_SIZE },
	{ 0x0c, 4, F_POINTER }, { 0x10, 2, F_SIZE }, { 0x1c, 1, F_FLAGS },
	{ 0x1d, 1, F_SIZE }, { 0x1e, 1, F_NUMBER }, { 0x1f, 1, F_FLAGS },
	{ 0x20, 2, F_COUNT }, { 0x22, 2, F_COUNT }, { 0x24, 4, F_POINTER },
	{ 0x28, 4, F_NAME }, { 0, 0, 0 } };

static const struct field xattr_fields[] = { { 0x00, 4, F_MAGIC }, { 0x04, 4, F_COUNT },
	{ 0x08, 4, F_COUNT }, { 0x20, 1, F_SIZE }, { 0x21, 1, F_FLAGS },
	{ 0x22, 2, F_POINTER }, { 0x24, 4, F_POINTER }, { 0x28, 4, F_SIZE },
	{ 0x2c, 4, F_NAME }, { 0, 0, 0 } };

static const struct field pointer_fields[] = { { 0, 4, F_POINTER }, { 0, 0, 0 } };

/* The superblock of the journal, or a block of descriptors. */
static const struct field journal_fields[] = { { 0x00, 4, F_MAGIC }, { 0x04, 4, F_FLAGS },
	{ 0x08, 4, F_NUMBER }, { 0x0c, 4, F_SIZE }, { 0x10, 4, F_SIZE },
	{ 0x14, 4, F_POINTER }, { 0x18, 4, F_NUMBER }, { 0x1c, 4, F_POINTER },
	{ 0x20, 4, F_NUMBER }, { 0x24, 4, F_FLAGS }, { 0x28, 4, F_FLAGS },
	{ 0x2c, 4, F_FLAGS }, { 0x40, 4, F_COUNT }, { 0x50, 1, F_FLAGS },
	{ 0x54, 4, F_COUNT }, { 0x58, 4, F_POINTER }, { 0, 0, 0 } };

static const struct object_kind kinds[EXT4_NKINDS] = {
	[EXT4_SUPER] = { "superblock", super_fields, 0, false },
	[EXT4_GROUP] = { "group descriptor", group_fields, 0, false },
	[EXT4_BLOCK_BITMAP] = { "block bitmap", NULL, 0, false },
	[EXT4_INODE_BITMAP] = { "inode bitmap", NULL, 0, false },
	[EXT4_INODE] = { "inode", inode_fields, 0, false },
	[EXT4_EXTENTS] = { "extent block", extent_fields, 12, false },
	[EXT4_DIR] = { "directory block", dir_fields, 12, false },
	[EXT4_DX] = { "index block", dx_fields, 8, false },
	[EXT4_XATTR] = { "attribute block", xattr_fields, 16, false },
	[EXT4_POINTERS] = { "indirect block", pointer_fields, 4, false },
	[EXT4_JOURNAL] = { "journal block", journal_fields, 0, true },
};

const struct format ext4_format = {
	.name = "ext4",
	.kind = kinds,
	.scan = ext4_scan,
	.repair = ext4_repair,
};

struct ext4_geometry ext4_geometry(const uint8_t *data, uint64_t size)
{
	struct ext4_geometry g = { 0 };
	const uint8_t *sb = data + EXT4_SB;
	uint32_t incompat, ro_compat, per_group, first;

	if (size < 2 * EXT4_SB || get_le(sb + SB_MAGIC, 2) != EXT4_MAGIC ||
	    get_le(sb + SB_LOG_BLOCK, 4) > 6)
		return g;
	incompat = get_le(sb + SB_INCOMPAT, 4);
	ro_compat = get_le(sb + SB_RO_COMPAT, 4);
	per_group = get_le(sb + SB_BLOCKS_PER_GROUP, 4);
	first = get_le(sb + SB_FIRST_BLOCK, 4);
	g.inodes_per_group = get_le(sb + SB_INODES_PER_GROUP, 4);
	g.inode_size = get_le(sb + SB_REVISION, 4) ? get_le(sb + SB_INODE_SIZE, 2) : 128;
	g.desc_size = incompat & INCOMPAT_64BIT ? get_le(sb + SB_DESC_SIZE, 2) : 32;
	g.clusters_per_group = get_le(sb + SB_CLUSTERS_PER_GROUP, 4);
	if (!per_group || !g.inodes_per_group || g.inode_size < 128 || g.desc_size < 32)
		return g;
	g.block = 1024u << get_le(sb + SB_LOG_BLOCK, 4);
	g.blocks = size / g.block;
	if (first >= g.blocks) {
		g.block = 0;
		return g;
	}
	g.groups = (g.blocks - first + per_group - 1) / per_group;
	g.descs = (EXT4_SB / g.block + 1) * g.block;
	g.metadata_csum = ro_compat & RO_COMPAT_METADATA_CSUM;
	g.gdt_csum = ro_compat & RO_COMPAT_GDT_CSUM;
	return g;
}

uint64_t ext4_group_at(const struct ext4_geometry *g, uint32_t group)
{
	uint64_t at = g->descs + (uint64_t)group * g->desc_size;

	return group < g->groups && at + g->desc_size <= g->blocks * g->block ? at : 0;
}

uint64_t ext4_inode_at(const struct ext4_geometry *g, const uint8_t *data, uint32_t ino)
{
	uint64_t desc = ino ? ext4_group_at(g, (ino - 1) / g->inodes_per_group) : 0;
	uint64_t at;

	if (!desc)
		return 0;
	at = get_le(data + desc + GD_INODE_TABLE, 4) * g->block +
	     (uint64_t)((ino - 1) % g->inodes_per_group) * g->inode_size;
	return at + g->inode_size <= g->blocks * g->block ? at : 0;
}
