/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Components, and what is reached of the files that they say are theirs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"
#include "harness/component.h"

/* "fs/ext4" has "fs/ext4/inode.c"; "mm/shmem.c" is one. */
static bool below(const char *place, size_t len, const char *source)
{
	return !strncmp(place, source, len) && (source[len] == '/' || !source[len]);
}

bool part_has(const struct part *p, const char *source)
{
	for (const char *at = p->sources; *at;) {
		const size_t n = strcspn(at, " ");

		if (n && below(at, n, source))
			return true;
		at += n;
		at += strspn(at, " ");
	}
	return false;
}

/* Other mounts of the same driver are no components of their own here. */
static bool is_driver(const struct component *c)
{
	const size_t n = strlen(c->name);

	return !c->driver ||
	       (!strncmp(c->driver, c->name, n) && (!c->driver[n] || c->driver[n] == ' '));
}

static bool counted(const struct part *p, const struct lines *l)
{
	for (size_t i = 0; i < l->nsource; i++)
		if (part_has(p, l->source[i]))
			return true;
	return false;
}

static void die_unknown(const char *name, const struct component *const *all, size_t n)
{
	fprintf(stderr, "no component \"%s\"; expected some of:", name);
	for (size_t i = 0; i < n; i++)
		if (is_driver(all[i]))
			fprintf(stderr, " %s", all[i]->name);
	die("%s", "");
}

/* "folder net" for "net/ipv4": what a folder of cases/ may be named by. */
static void print_folders(const char *sources)
{
	for (const char *at = sources; *at;) {
		const size_t n = strcspn(at, " /");

		if (n)
			printf("folder %.*s\n", (int)n, at);
		at += n;
		at += strspn(at, " /");
	}
}

void parts_print(const struct part *part, size_t n)
{
	size_t all;
	const struct component *const *c = components(&all);

	for (size_t i = 0; i < n; i++) {
		const size_t len = strlen(part[i].name);

		printf("component %s\n", part[i].name);
		for (size_t j = 0; j < all; j++) {
			const char *driver = c[j]->driver ? c[j]->driver : c[j]->name;

			if (!strncmp(driver, part[i].name, len) &&
			    (!driver[len] || driver[len] == ' '))
				printf("prefix %s\n", c[j]->name);
		}
		if (!component_find(part[i].name)->type)
			print_folders(part[i].sources);
	}
}

struct part *parts(char **names, size_t n, size_t *count)
{
	const struct lines *lines = &notes_load()->lines;
	struct part *part = NULL;
	size_t all;
	const struct component *const *c = components(&all);

	*count = 0;
	for (size_t i = 0; i < n; i++)
		if (!component_find(names[i]))
			die_unknown(names[i], c, all);
	for (size_t i = 0; i < all; i++) {
		struct part p = { .name = c[i]->name, .sources = c[i]->sources };
		bool wanted = !n;

		for (size_t j = 0; j < n; j++)
			wanted |= !strcmp(names[j], p.name);
		if (!wanted || !is_driver(c[i]))
			continue;
		if (n && (!p.sources || !counted(&p, lines)))
			die("component %s: no line of its files is counted by this kernel", p.name);
		if (!p.sources || !counted(&p, lines))
			continue;
		part = grow(part, *count + 1, sizeof(p));
		part[(*count)++] = p;
	}
	if (!*count)
		die("no component has lines that this kernel counts");
	return part;
}
