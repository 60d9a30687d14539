/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The on-disk format of ext2, ext3 and ext4: numbers and the geometry of an
 * image, as Documentation/filesystems/ext4 of Linux describes them. */
#ifndef RUMPUS_FUZZ_EXT4_H
#define RUMPUS_FUZZ_EXT4_H

#include <stdbool.h>

#include "fuzz/mutate/format.h"

extern const struct format ext4_format;

enum ext4_kind {
	EXT4_SUPER,
	EXT4_GROUP,
	EXT4_BLOCK_BITMAP,
	EXT4_INODE_BITMAP,
	EXT4_INODE,
	EXT4_EXTENTS,  /* a block of the extent tree; owner: the inode */
	EXT4_DIR,      /* a leaf */
	EXT4_DX,       /* root or node of a directory's index */
	EXT4_XATTR,    /* a block of extended attributes */
	EXT4_POINTERS, /* an indirect block */
	EXT4_JOURNAL,  /* the superblock of the journal, or a block of its log;
	                  owner: which of the journal's blocks it is */
	EXT4_NKINDS
};

#define EXT4_SB 1024 /* where the superblock is, and its size */
#define EXT4_MAGIC 0xef53

/* Offsets in the superblock. */
#define SB_INODES 0x00
#define SB_BLOCKS 0x04
#define SB_FIRST_BLOCK 0x14
#define SB_LOG_BLOCK 0x18
#define SB_BLOCKS_PER_GROUP 0x20
#define SB_CLUSTERS_PER_GROUP 0x24
#define SB_INODES_PER_GROUP 0x28
#define SB_MAGIC 0x38
#define SB_REVISION 0x4c
#define SB_INODE_SIZE 0x58
#define SB_INCOMPAT 0x60
#define SB_RO_COMPAT 0x64
#define SB_UUID 0x68
#define SB_DESC_SIZE 0xfe
#define SB_CHECKSUM_SEED 0x270
#define SB_CHECKSUM 0x3fc

#define INCOMPAT_64BIT 0x80
#define INCOMPAT_CSUM_SEED 0x2000
#define RO_COMPAT_GDT_CSUM 0x10
#define RO_COMPAT_METADATA_CSUM 0x400

/* Offsets in a group descriptor. */
#define GD_BLOCK_BITMAP 0x00
#define GD_INODE_BITMAP 0x04
#define GD_INODE_TABLE 0x08
#define GD_BLOCK_BITMAP_CSUM 0x18
#define GD_INODE_BITMAP_CSUM 0x1a
#define GD_CHECKSUM 0x1e
#define GD_BLOCK_BITMAP_CSUM_HI 0x38
#define GD_INODE_BITMAP_CSUM_HI 0x3a

/* Offsets in an inode. */
#define I_MODE 0x00
#define I_SIZE 0x04
#define I_FLAGS 0x20
#define I_BLOCK 0x28
#define I_GENERATION 0x64
#define I_FILE_ACL 0x68
#define I_CHECKSUM_LO 0x7c
#define I_EXTRA_ISIZE 0x80
#define I_CHECKSUM_HI 0x82

#define I_FLAG_EXTENTS 0x80000
#define I_FLAG_INLINE 0x10000000

#define EXTENT_MAGIC 0xf30a
#define XATTR_MAGIC 0xea020000

/* The geometry of an image.  `block` is 0 where there is no usable one. */
struct ext4_geometry {
	uint32_t block;  /* size in bytes */
	uint64_t blocks; /* how many the image really holds */
	uint32_t groups, inodes_per_group, inode_size, desc_size;
	uint32_t clusters_per_group;
	uint64_t descs; /* place of the first group descriptor */
	bool metadata_csum, gdt_csum;
};

struct ext4_geometry ext4_geometry(const uint8_t *data, uint64_t size);
/* Blocks of the log that are worth changing: its beginning. */
#define EXT4_JOURNAL_BLOCKS 64

/* Place of group descriptor `group`, of inode `ino`; 0: none in this image. */
uint64_t ext4_group_at(const struct ext4_geometry *, uint32_t group);
uint64_t ext4_inode_at(const struct ext4_geometry *, const uint8_t *data, uint32_t ino);

void ext4_scan(struct format_map *, const uint8_t *data, uint64_t size);
void ext4_repair(const struct format_map *, struct target_image *, const struct span *, size_t n);

void ext4_repair_journal(const struct format_map *, uint32_t block, struct target_image *,
    const struct span *, size_t n);

#endif
