/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* exFAT: where the metadata of an image lies, and its checksums. */
#include <string.h>

#include "components/exfat/format.h"

#define ENTRY 32
#define BOOT_SECTORS 12
#define END 0xfffffff7u    /* numbers of clusters are less */
#define DIRS 64            /* directories that are looked at */
#define DIR_CLUSTERS 256   /* most clusters of one */
#define NO_CHAIN 2u        /* flag: clusters follow each other */
#define IS_DIR 0x10u

struct exfat_geometry {
	uint64_t size;
	uint64_t fat, heap; /* places */
	uint32_t sector, cluster, clusters, root;
	uint32_t upcase_entry;    /* place of the entry / 32; 0: none */
	uint64_t upcase, upcase_len; /* place and size of the table */
};

/* A directory that is yet to be looked at. */
struct dir {
	uint32_t cluster;
	bool chained;
	uint64_t len; /* of one without a chain */
};

struct scan {
	struct format_map *map;
	const uint8_t *data;
	struct exfat_geometry g;
	size_t ndir;
	struct dir dir[DIRS];
};

static bool geometry(struct exfat_geometry *g, const uint8_t *data, uint64_t size)
{
	uint32_t sector, cluster;

	if (size < 24 * 512 || memcmp(data + 3, "EXFAT   ", 8) != 0)
		return false;
	sector = data[108];
	cluster = data[109];
	if (sector < 9 || sector > 12 || sector + cluster > 25)
		return false;
	g->size = size;
	g->sector = 1u << sector;
	g->cluster = 1u << (sector + cluster);
	g->fat = get_le(data + 80, 4) << sector;
	g->heap = get_le(data + 88, 4) << sector;
	g->clusters = get_le(data + 92, 4);
	g->root = get_le(data + 96, 4);
	return BOOT_SECTORS * 2ull * g->sector <= g->fat && g->fat < g->heap && g->heap < size;
}

/* The place of a cluster; 0 where the image has none whole of that number. */
static uint64_t cluster_at(const struct exfat_geometry *g, uint32_t nr)
{
	uint64_t at = g->heap + (uint64_t)(nr - 2) * g->cluster;

	return nr >= 2 && nr - 2 < g->clusters && at + g->cluster <= g->size ? at : 0;
}

static uint32_t next_cluster(const struct scan *s, uint32_t nr)
{
	uint64_t at = s->g.fat + 4ull * nr;

	return at + 4 <= s->g.heap ? get_le(s->data + at, 4) : END;
}

/* Bits go round to the right; a few places do not count. */
static uint32_t sum32(uint32_t sum, const uint8_t *p, size_t len, bool boot)
{
	for (size_t i = 0; i < len; i++)
		if (!boot || (i != 106 && i != 107 && i != 112))
			sum = (sum >> 1 | sum << 31) + p[i];
	return sum;
}

static uint16_t sum16(const uint8_t *p, size_t len)
{
	uint16_t sum = 0;

	for (size_t i = 0; i < len; i++)
		if (i != 2 && i != 3)
			sum = (uint16_t)(sum >> 1 | sum << 15) + p[i];
	return sum;
}

static void add(struct scan *s, enum exfat_kind kind, uint64_t at, uint64_t len)
{
	map_add(s->map, s->g.size, (struct object){ .at = at, .len = len, .kind = kind });
}

/* One of the entries that stand alone. */
static void scan_entry(struct scan *s, uint64_t at)
{
	const uint8_t *e = s->data + at;
	uint64_t content = cluster_at(&s->g, get_le(e + 20, 4)), len = get_le(e + 24, 8);

	add(s, EXFAT_ENTRY, at, ENTRY);
	if (e[0] == 0x83 || !content || !len || len > s->g.size - content)
		return;
	add(s, e[0] == 0x82 ? EXFAT_UPCASE : EXFAT_BITMAP, content, len);
	if (e[0] == 0x82 && get_le(e + 4, 4) == sum32(0, s->data + content, len, false)) {
		s->g.upcase_entry = at / ENTRY;
		s->g.upcase = content;
		s->g.upcase_len = len;
	}
}

/* The entries of a file, `room` bytes of them at most; how many bytes. */
static uint64_t scan_set(struct scan *s, uint64_t at, uint64_t room)
{
	const uint8_t *e = s->data + at;
	uint64_t len = ENTRY * (1ull + e[1]);

	if (e[1] < 2 || len > room || e[ENTRY] != 0xc0)
		return ENTRY;
	add(s, EXFAT_SET, at, len);
	if (e[4] & IS_DIR && s->ndir < DIRS)
		s->dir[s->ndir++] = (struct dir){ get_le(e + ENTRY + 20, 4),
			!(e[ENTRY + 1] & NO_CHAIN), get_le(e + ENTRY + 24, 8) };
	return len;
}

static bool scan_cluster(struct scan *s, uint64_t at)
{
	for (uint64_t off = 0, len = ENTRY; off < s->g.cluster; off += len, len = ENTRY) {
		uint8_t type = s->data[at + off];

		if (type == 0)
			return false;
		if (type == 0x85)
			len = scan_set(s, at + off, s->g.cluster - off);
		else if (type >= 0x81 && type <= 0x83)
			scan_entry(s, at + off);
	}
	return true;
}

static void scan_dir(struct scan *s, struct dir d)
{
	uint64_t at;

	for (uint32_t n = 0; n < DIR_CLUSTERS; n++) {
		at = cluster_at(&s->g, d.cluster);
		if (!at || (!d.chained && (uint64_t)n * s->g.cluster >= d.len) ||
		    !scan_cluster(s, at))
			return;
		d.cluster = d.chained ? next_cluster(s, d.cluster) : d.cluster + 1;
	}
}

void exfat_scan(struct format_map *map, const uint8_t *data, uint64_t size)
{
	struct scan s = { .map = map, .data = data };

	_Static_assert(sizeof(s.g) <= sizeof(map->geometry), "the geometry fits the map");
	map->n = 0;
	if (!geometry(&s.g, data, size))
		return;
	add(&s, EXFAT_BOOT, 0, BOOT_SECTORS * s.g.sector);
	/* Sectors of the table that are in use. */
	for (uint64_t at = s.g.fat; at + s.g.sector <= s.g.heap; at += s.g.sector)
		if (data[at] || memcmp(data + at, data + at + 1, s.g.sector - 1) != 0)
			add(&s, EXFAT_FAT, at, s.g.sector);
	s.dir[s.ndir++] = (struct dir){ s.g.root, true, 0 };
	for (size_t i = 0; i < s.ndir; i++)
		scan_dir(&s, s.dir[i]);
	memcpy(map->geometry, &s.g, sizeof(s.g));
	map_sort(map);
}

static void repair_boot(const struct exfat_geometry *g, struct target_image *image)
{
	uint64_t last = (BOOT_SECTORS - 1) * (uint64_t)g->sector;
	uint32_t sum = sum32(0, image->data, last, true);

	for (uint64_t at = last; at < last + g->sector; at += 4)
		image_put_le(image, at, 4, sum);
}

void exfat_repair(const struct format_map *map, struct target_image *image, const struct span *span,
    size_t n)
{
	struct exfat_geometry g;
	struct touched t;

	memcpy(&g, map->geometry, sizeof(g));
	map_touched(map, span, n, &t);
	for (size_t i = 0; i < t.n; i++) {
		const struct object *o = &map->object[t.object[i]];
		const uint8_t *p = image->data + o->at;

		if (o->kind == EXFAT_BOOT)
			repair_boot(&g, image);
		else if (o->kind == EXFAT_SET)
			image_put_le(image, o->at + 2, 2, sum16(p, o->len));
		else if (g.upcase_entry && (o->at == g.upcase || o->at / ENTRY == g.upcase_entry))
			image_put_le(image, (uint64_t)g.upcase_entry * ENTRY + 4, 4,
			    sum32(0, image->data + g.upcase, g.upcase_len, false));
	}
}
