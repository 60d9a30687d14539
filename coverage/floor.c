/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Floors: components/<name>/floor says how much of a component's files must be
 * reached, in per cent with one digit:
 *
 *	lines 61.2
 *	functions 70.4
 *	branches 40.0
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

enum { LINES, FUNCTIONS, BRANCHES, MEASURES };

static const char *const measure[MEASURES] = { "lines", "functions", "branches" };

/* In tenths of a per cent, rounded down: what is there can be a floor. */
static void values(const struct tally *t, unsigned value[MEASURES])
{
	value[LINES] = t->lines ? 1000 * t->hit / t->lines : 0;
	value[FUNCTIONS] = t->functions ? 1000 * t->called / t->functions : 0;
	value[BRANCHES] = t->branches ? 1000 * t->taken / t->branches : 0;
}

static void read_line(const char *path, const char *line, unsigned value[MEASURES])
{
	char name[32];
	unsigned whole, tenth;
	int end = -1;

	if (sscanf(line, "%31s %u.%1u %n", name, &whole, &tenth, &end) == 3 && end > 0 &&
	    !line[end] && whole <= 100) {
		for (int i = 0; i < MEASURES; i++) {
			if (strcmp(measure[i], name))
				continue;
			value[i] = whole * 10 + tenth;
			return;
		}
	}
	die("%s: \"%.*s\"; expected lines, functions or branches and a number as 61.2", path,
	    (int)strcspn(line, "\n"), line);
}

/* False: there is no such file, and no floor. */
static bool read_floor(const char *path, unsigned value[MEASURES])
{
	FILE *f = fopen(path, "r");
	char line[128];

	memset(value, 0, MEASURES * sizeof(*value));
	if (!f && errno == ENOENT)
		return false;
	if (!f)
		die("%s: %s", path, strerror(errno));
	while (fgets(line, sizeof(line), f))
		read_line(path, line, value);
	fclose(f);
	return true;
}

static void write_floor(const char *path, const unsigned value[MEASURES])
{
	FILE *f = fopen(path, "w");

	for (int i = 0; f && i < MEASURES; i++)
		fprintf(f, "%s %u.%u\n", measure[i], value[i] / 10, value[i] % 10);
	if (!f || fclose(f))
		die("%s: can not be written: %s", path, strerror(errno));
}

/* Raises what is above its floor; a floor is lowered by hand alone. */
static void raise_floor(const char *path, unsigned floor[MEASURES], const unsigned now[MEASURES])
{
	bool raised = false;

	for (int i = 0; i < MEASURES; i++) {
		if (now[i] <= floor[i])
			continue;
		floor[i] = now[i];
		raised = true;
	}
	if (!raised)
		return;
	write_floor(path, floor);
	printf("%s: lines %u.%u functions %u.%u branches %u.%u\n", path, floor[0] / 10,
	    floor[0] % 10, floor[1] / 10, floor[1] % 10, floor[2] / 10, floor[2] % 10);
}

static bool at_floor(const char *name, const unsigned floor[MEASURES], const unsigned now[MEASURES])
{
	bool good = true;

	for (int i = 0; i < MEASURES; i++) {
		if (now[i] >= floor[i])
			continue;
		printf("%s: %s %u.%u %% are reached, below the floor of %u.%u %%\n", name,
		    measure[i], now[i] / 10, now[i] % 10, floor[i] / 10, floor[i] % 10);
		good = false;
	}
	return good;
}

int floors(const char *path, char **names, size_t count, bool raise)
{
	const struct run *run = run_load(path);
	size_t n, with = 0, below = 0;
	struct part *part = parts(names, count, &n);

	tally_parts(notes_load(), run, part, n);
	for (size_t i = 0; i < n; i++) {
		unsigned now[MEASURES], floor[MEASURES];
		char file[256];
		bool has;

		snprintf(file, sizeof(file), "components/%s/floor", part[i].name);
		has = read_floor(file, floor);
		values(&part[i].all, now);
		if (raise && part[i].all.hit)
			raise_floor(file, floor, now);
		with += has;
		below += !at_floor(part[i].name, floor, now);
	}
	if (!raise && !with)
		die("no component has a floor; make raise sets them");
	if (!raise)
		printf("%zu of %zu components with a floor are at it\n", with - below, with);
	return below ? 1 : 0;
}
