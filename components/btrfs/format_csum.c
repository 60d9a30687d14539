/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Btrfs: its four kinds of checksum, and how they are made right again. */
#include <gcrypt.h>
#include <string.h>
#include <xxhash.h>

#include "components/btrfs/format.h"
#include "fuzz/mutate/crc.h"

static void digest(int algorithm, const uint8_t *data, size_t len, uint8_t *out)
{
	static bool begun;

	if (!begun) {
		gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
		gcry_check_version(NULL);
		gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
		begun = true;
	}
	gcry_md_hash_buffer(algorithm, out, data, len);
}

bool btrfs_csum(unsigned type, const uint8_t *data, size_t len, uint8_t *out)
{
	memset(out, 0, BTRFS_CSUM);
	switch (type) {
	case 0:
		set_le(out, 4, ~crc32c(~0u, data, len));
		return true;
	case 1:
		set_le(out, 8, XXH64(data, len, 0));
		return true;
	case 2:
		digest(GCRY_MD_SHA256, data, len, out);
		return true;
	case 3:
		digest(GCRY_MD_BLAKE2B_256, data, len, out);
		return true;
	default:
		return false;
	}
}

/* The superblock's own field says of what type its checksum is.  That of nodes
 * stays: there are more of them than one input changes. */
void btrfs_repair(const struct format_map *map, struct target_image *image,
    const struct span *span, size_t n)
{
	struct btrfs_geometry g;
	struct touched t;

	memcpy(&g, map->geometry, sizeof(g));
	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];
		const uint8_t *p = image->data + o->at;
		uint8_t csum[BTRFS_CSUM];
		unsigned type = o->kind == BTRFS_SUPER ? get_le(p + SB_CSUM_TYPE, 2) : g.csum;

		if (o->kind <= BTRFS_LEAF &&
		    btrfs_csum(type, p + BTRFS_CSUM, o->len - BTRFS_CSUM, csum))
			image_put(image, o->at, csum, BTRFS_CSUM);
	}
}
