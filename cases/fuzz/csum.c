/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "atf/case.h"
#include "cases/fuzz/csum.h"
#include "fuzz/mutate/mutate.h"

static struct format_map map;

static void put(struct target_image *image, uint64_t at, const void *from, size_t len)
{
	disk_write(image->arg, at, from, len);
}

static void shell(const char *line)
{
	if (system(line) != 0)
		harness_failf("failed: %s", line);
}

/* True if the checker finds these words to say. */
static bool says(const struct csum_judge *j, const struct disk *d, const char *words)
{
	char line[1000];
	int status;

	disk_save(d, "image");
	snprintf(line, sizeof(line), "(%s) >said 2>&1; grep -qE '%s' said", j->check, words);
	status = system(line);
	unlink("image");
	return status == 0;
}

static struct disk *open_made(const struct csum_judge *j)
{
	struct disk *d;

	if (j->make)
		shell(j->make);
	d = disk_open(j->make ? "./made" : j->image);
	j->format->scan(&map, d->data, d->size);
	if (!map.n)
		harness_failf("no metadata found in an image of %s", j->format->name);
	disk_mark(d);
	return d;
}

void csum_repair(const struct format *format, const struct format_map *of, struct disk *d,
    struct span span)
{
	struct target_image image = { d->data, d->size, put, d };

	format->repair(of, &image, &span, 1);
}

static void repair(const struct csum_judge *j, struct disk *d, struct span span)
{
	csum_repair(j->format, &map, d, span);
}

static bool is_kind(const struct csum_judge *j, const struct object *o, const char *kind)
{
	return strcmp(j->format->kind[o->kind].name, kind) == 0;
}

static const struct object *find(const struct csum_judge *j, const char *kind)
{
	for (size_t i = 0; i < map.n; i++) {
		const struct object *o = &map.object[j->last ? map.n - 1 - i : i];

		if (is_kind(j, o, kind))
			return o;
	}
	harness_failf("the image of %s has no %s", j->format->name, kind);
}

static uint64_t place(const struct csum_judge *j, const struct csum_flip *f)
{
	const struct object *o = find(j, f->kind);

	return o->at + (f->at < 0 ? o->len : 0) + f->at;
}

static void flip_bit(struct disk *d, uint64_t at)
{
	uint8_t byte = d->data[at] ^ 1;

	disk_write(d, at, &byte, 1);
}

void csum_judge_flip(const struct csum_judge *j, const struct format_map *of, struct disk *d,
    uint64_t at)
{
	disk_mark(d);
	flip_bit(d, at);
	if (!says(j, d, j->words))
		harness_failf("the checker of %s missed a flipped bit at %llu", j->format->name,
		    (unsigned long long)at);
	csum_repair(j->format, of, d, (struct span){ at, 1 });
	if (says(j, d, j->words))
		harness_failf("the checker of %s still finds a wrong checksum: flipped at %llu",
		    j->format->name, (unsigned long long)at);
	disk_rewind(d);
}

void csum_flips(const struct csum_judge *j, const struct csum_flip *f)
{
	struct disk *d = open_made(j);
	uint64_t hash = disk_hash(d);

	if (says(j, d, j->words))
		harness_failf("the checker of %s complains of an untouched image", j->format->name);
	repair(j, d, (struct span){ 0, d->size });
	if (disk_hash(d) != hash)
		harness_failf("repair changed an untouched image of %s", j->format->name);
	for (; f->kind; f++)
		csum_judge_flip(j, &map, d, place(j, f));
	disk_close(d);
}

void csum_restores(const struct csum_judge *j, const struct csum_flip *f)
{
	struct disk *d = open_made(j);
	uint64_t hash = disk_hash(d), at;

	for (; f->kind; f++) {
		at = place(j, f);
		flip_bit(d, at);
		repair(j, d, (struct span){ at, 1 });
		if (disk_hash(d) != hash)
			harness_failf("a repair of a %s did not give what the maker of %s wrote",
			    f->kind, j->format->name);
		disk_rewind(d);
	}
	disk_close(d);
}

void csum_finds(const struct csum_judge *j, unsigned kind, size_t n)
{
	struct disk *d = open_made(j);
	size_t found = 0;
	uint64_t end = 0;

	for (size_t i = 0; i < map.n; i++) {
		if (map.object[i].kind != kind)
			continue;
		REQUIRE(map.object[i].at >= end);
		end = map.object[i].at + map.object[i].len;
		found++;
	}
	REQUIRE_EQ(n, found);
	disk_close(d);
}

static long counted(const char *command)
{
	FILE *f = popen(command, "r");
	long n = -1;

	if (!f || fscanf(f, "%ld", &n) != 1 || pclose(f) != 0)
		harness_failf("no number from: %s", command);
	return n;
}

void csum_counts(const struct csum_judge *j, const struct csum_count *c)
{
	struct disk *d = open_made(j);

	disk_save(d, "image");
	for (; c->kind; c++) {
		const long expected = counted(c->count);
		long found = 0;

		for (size_t i = 0; i < map.n; i++)
			found += is_kind(j, &map.object[i], c->kind);
		if (found != expected)
			harness_failf("%s of %s: %ld found, %ld counted", c->kind, j->format->name,
			    found, expected);
	}
	disk_close(d);
}

/* An image in memory between pages that nobody may touch. */
struct fenced {
	uint8_t *data;
	const uint8_t *base; /* what it was */
	uint64_t size;
	struct span span[40]; /* the damage */
	size_t nspan;
	struct span *put; /* what the repair wrote */
	size_t nput;
};

#define FENCE 65536
#define PUTS 65536

static void fence(struct fenced *f, const struct disk *d)
{
	uint64_t whole = (d->size + 4095) / 4096 * 4096;
	uint8_t *mem = mmap(NULL, whole + 2 * FENCE, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	REQUIRE(mem != MAP_FAILED);
	REQUIRE_EQ(0, mprotect(mem + FENCE, whole, PROT_READ | PROT_WRITE));
	/* It ends where the page ends. */
	f->data = mem + FENCE + whole - d->size;
	f->base = d->data;
	f->size = d->size;
	f->put = calloc(PUTS, sizeof(f->put[0]));
	REQUIRE(f->put != NULL);
	memcpy(f->data, f->base, f->size);
}

static void put_fenced(struct target_image *image, uint64_t at, const void *from, size_t len)
{
	struct fenced *f = image->arg;

	if (at > f->size || len > f->size - at || f->nput == PUTS)
		harness_failf("a repair writes %zu bytes at %llu of %llu, or too often", len,
		    (unsigned long long)at, (unsigned long long)f->size);
	f->put[f->nput++] = (struct span){ at, len };
	memcpy(f->data + at, from, len);
}

/* Damage: single bytes, words, and stretches of one value. */
static void damage(struct fenced *f, struct chance *c)
{
	const struct object *o = &map.object[chance_below(c, map.n)];
	uint64_t len = 1 + chance_below(c, 16);
	uint64_t at = o->at + chance_below(c, chance_below(c, 2) ? 64 : o->len);
	uint8_t fill = chance_below(c, 2) ? 0xff : 0;
	bool random = chance_below(c, 2);

	if (at + len > f->size)
		return;
	for (uint64_t i = 0; i < len; i++)
		f->data[at + i] = random ? chance_next(c) : fill;
	f->span[f->nspan++] = (struct span){ at, len };
}

static void heal(struct fenced *f)
{
	for (size_t i = 0; i < f->nspan; i++)
		memcpy(f->data + f->span[i].at, f->base + f->span[i].at, f->span[i].len);
	for (size_t i = 0; i < f->nput; i++)
		memcpy(f->data + f->put[i].at, f->base + f->put[i].at, f->put[i].len);
	f->nspan = f->nput = 0;
}

void csum_hostile(const struct csum_judge *j)
{
	struct disk *d = open_made(j);
	struct fenced f = { 0 };
	struct target_image image;
	struct chance c = { 1 };

	fence(&f, d);
	image = (struct target_image){ f.data, f.size, put_fenced, &f };
	for (int round = 0; round < 5000; round++) {
		for (uint64_t i = 1 + chance_below(&c, 40); i; i--)
			damage(&f, &c);
		j->format->repair(&map, &image, f.span, f.nspan);
		heal(&f);
	}
	REQUIRE(memcmp(f.data, f.base, f.size) == 0);
	disk_close(d);
}
