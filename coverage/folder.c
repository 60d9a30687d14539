/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A folder of counter files becomes part of a run.  A file goes when a run that has it
 * is saved, and no earlier. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "coverage/cover.h"

struct gathering {
	const struct notes *notes;
	struct run *run;
	const char *path, *folder;
	char **added; /* that are not saved yet: names within the folder */
	size_t n, bytes, most;
	bool any;
};

struct gathering *gathering_begin(const char *path, const char *folder, size_t most)
{
	struct gathering *g = grow(NULL, 1, sizeof(*g));

	*g = (struct gathering){ .path = path, .folder = folder, .most = most };
	g->notes = notes_load();
	g->run = run_begin(path, g->notes);
	return g;
}

static bool has_added(const struct gathering *g, const char *name)
{
	for (size_t i = 0; i < g->n; i++)
		if (!strcmp(g->added[i], name))
			return true;
	return false;
}

static void save(struct gathering *g)
{
	char file[1024];

	qsort(g->run->by, g->run->n, sizeof(*g->run->by), reached_by_name);
	run_save(g->run, g->path);
	for (size_t i = 0; i < g->n; i++) {
		snprintf(file, sizeof(file), "%s/%s", g->folder, g->added[i]);
		unlink(file);
		free(g->added[i]);
	}
	g->n = g->bytes = 0;
}

void gathering_add(struct gathering *g, const char *name)
{
	char file[1024];

	if (has_added(g, name))
		return;
	snprintf(file, sizeof(file), "%s/%s", g->folder, name);
	g->bytes += run_add(g->run, g->notes, file);
	g->added = grow(g->added, g->n + 1, sizeof(*g->added));
	g->added[g->n++] = copy_text(name);
	g->any = true;
	if (g->bytes > g->most)
		save(g);
}

static int visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

bool gathering_end(struct gathering *g)
{
	struct dirent **entry;
	const int n = scandir(g->folder, &entry, visible, alphasort);
	const bool any = n > 0 || g->any;

	if (n < 0)
		die("%s: %s; expected a folder of line counters", g->folder, strerror(errno));
	for (int i = 0; i < n; i++) {
		gathering_add(g, entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	if (any)
		save(g);
	free(g);
	return any;
}

void gather(const char *path, const char *folder)
{
	if (!gathering_end(gathering_begin(path, folder, SIZE_MAX)))
		die("%s: no line counters: no kernel of variant cov ran with RUMPUS_COVERAGE",
		    folder);
}
