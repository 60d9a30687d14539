/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* cramfs: where the metadata of an image lies, and its checksum. */
#include <string.h>
#include <sys/stat.h>

#include "components/cramfs/format.h"
#include "fuzz/mutate/crc.h"

#define MAGIC 0x28cd3d45u
#define SUPER 76
#define ROOT 64 /* its inode, in the superblock */
#define CRC 32  /* of all the image */
#define INODE 12
#define BLOCK 4096
#define HAS_CRC 1u /* flag: it is there */
#define DIRS 256   /* directories that are looked at */

struct scan {
	struct format_map *map;
	const uint8_t *data;
	uint64_t size;
	size_t ndir;
	uint64_t dir[DIRS]; /* places of their inodes */
};

static void add(struct scan *s, enum cramfs_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->size, (struct object){ .at = at, .len = len, .kind = kind });
}

static uint64_t length_of(const uint8_t *inode)
{
	return get_le(inode + 4, 3);
}

/* Of what it describes. */
static uint64_t place_of(const uint8_t *inode)
{
	return get_le(inode + 8, 4) >> 6 << 2;
}

static void scan_blocks(struct scan *s, const uint8_t *inode)
{
	const uint64_t n = (length_of(inode) + BLOCK - 1) / BLOCK, at = place_of(inode);
	uint64_t end;

	if (!n || at + 4 * n > s->size)
		return;
	add(s, CRAMFS_BLOCKS, at, 4 * n);
	end = get_le(s->data + at + 4 * (n - 1), 4);
	if (end > at + 4 * n && end <= s->size)
		add(s, CRAMFS_DATA, at + 4 * n, end - (at + 4 * n));
}

static void scan_inode(struct scan *s, uint64_t at)
{
	const uint8_t *inode = s->data + at;
	const uint32_t mode = get_le(inode, 2);

	if (S_ISDIR(mode) && s->ndir < DIRS)
		s->dir[s->ndir++] = at;
	if (S_ISREG(mode) || S_ISLNK(mode))
		scan_blocks(s, inode);
}

static void scan_dir(struct scan *s, const uint8_t *inode)
{
	uint64_t at = place_of(inode), end = at + length_of(inode), len;

	for (; at + INODE <= end && end <= s->size; at += len) {
		len = INODE + 4 * (s->data[at + 8] & 0x3f);
		if (len == INODE || at + len > end)
			return;
		add(s, CRAMFS_INODE, at, len);
		scan_inode(s, at);
	}
}

void cramfs_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data, .size = size };

	map->n = 0;
	if (size < SUPER || get_le(data, 4) != MAGIC)
		return;
	add(&s, CRAMFS_SUPER, 0, SUPER);
	scan_inode(&s, ROOT);
	for (size_t i = 0; i < s.ndir; i++)
		scan_dir(&s, data + s.dir[i]);
	map_sort(map);
}

void cramfs_repair(const struct format_map *map, struct target_image *image,
    const struct span *span, size_t n)
{
	const uint64_t len = get_le(image->data + 4, 4);

	if (!map->n || !(image->data[8] & HAS_CRC) || len < SUPER || len > image->size ||
	    !spans_touch(span, n, 0, len))
		return;
	image_put_le(image, CRC, 4, ~crc32_zeroed(~0u, image->data, len, CRC, 4));
}
