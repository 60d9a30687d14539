/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Sums for gcov: a .gcda file for each object of the components, whether it was
 * reached or not, beside a link to its .gcno.  The format is that of gcc 12, see
 * gcc's gcov-io.h.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "coverage/cover.h"

#define MAGIC 0x67636461u /* "gcda" */
#define TAG_FUNCTION 0x01000000u
#define TAG_COUNTERS 0x01a10000u
#define TAG_SUMMARY 0xa1000000u

static void word(FILE *f, uint32_t v)
{
	fwrite(&v, sizeof(v), 1, f);
}

static void put_function(FILE *out, const struct function *f, const uint64_t *counters)
{
	word(out, TAG_FUNCTION);
	word(out, 3 * sizeof(uint32_t));
	word(out, f->ident);
	word(out, f->checksum[0]);
	word(out, f->checksum[1]);
	word(out, TAG_COUNTERS);
	word(out, f->counters * sizeof(uint64_t));
	for (size_t i = 0; i < f->counters; i++) {
		word(out, (uint32_t)counters[f->counter + i]);
		word(out, counters[f->counter + i] >> 32);
	}
}

static void put_object(const char *path, const struct object *o, const uint64_t *counters)
{
	uint64_t most = 0;
	FILE *out = fopen(path, "w");

	if (!out)
		die("%s: can not be written: %s", path, strerror(errno));
	for (size_t i = 0; i < o->functions; i++)
		for (size_t j = 0; j < o->function[i].counters && o->function[i].linked; j++)
			if (counters[o->function[i].counter + j] > most)
				most = counters[o->function[i].counter + j];
	word(out, MAGIC);
	word(out, o->version);
	word(out, o->stamp);
	word(out, o->checksum);
	word(out, TAG_SUMMARY);
	word(out, 2 * sizeof(uint32_t));
	word(out, 1);
	word(out, most < UINT32_MAX ? most : UINT32_MAX);
	for (size_t i = 0; i < o->functions; i++)
		if (o->function[i].linked)
			put_function(out, &o->function[i], counters);
	word(out, 0);
	if (ferror(out) | fclose(out))
		die("%s: can not be written", path);
}

/* True where the object's own file is of one of the parts. */
static bool wanted(const struct object *o, const struct part *part, size_t n)
{
	char source[512];

	snprintf(source, sizeof(source), "%s.c", o->name);
	for (size_t i = 0; i < n; i++)
		if (part_has(&part[i], source))
			return true;
	return false;
}

int objects(const char *path, const char *out, char **names, size_t count)
{
	const struct notes *notes = notes_load();
	const struct run *run = run_load(path);
	uint64_t *sum = run_sum(run, KINDS);
	char file[1024], note[1024];
	size_t n, done = 0;
	struct part *part = parts(names, count, &n);

	check_build(run, notes);
	for (size_t i = 0; i < notes->objects; i++) {
		const struct object *o = &notes->object[i];

		if (!wanted(o, part, n))
			continue;
		snprintf(file, sizeof(file), "%s/%s.gcda", out, o->name);
		make_folders(file);
		put_object(file, o, sum);
		memcpy(strrchr(file, '.'), ".gcno", 6);
		snprintf(note, sizeof(note), "%s/%s.gcno", notes->folder, o->name);
		unlink(file);
		if (symlink(note, file))
			die("%s: can not be made: %s", file, strerror(errno));
		done++;
	}
	if (!done)
		die("no object of these components counts lines");
	return 0;
}
