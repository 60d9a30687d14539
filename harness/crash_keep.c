/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Keeps what is needed to look at a bad state again. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/crash_internal.h"

static void make_folder(const char *path)
{
	if (mkdir(path, 0777) && errno != EEXIST)
		harness_failf("%s: %s", path, strerrorname_np(errno));
}

static char *below(const char *folder, const char *name)
{
	return text_format("%s/%s", folder, name);
}

static void save_disk(struct crash *c, const char *folder)
{
	char *path = below(folder, "disk.img");

	disk_rewind(c->disk); /* as the cut left it */
	unlink(path);
	disk_save(c->disk, path);
	free(path);
}

static void save_log(struct crash *c, const char *folder)
{
	struct trace_image image = { .dev = c->dev, .size = c->disk->size };
	char *path = below(folder, "log.trace");
	int error;

	crash_states_close(c->states); /* the disk is as it was before the log */
	c->states = NULL;
	image.hash = disk_hash(c->disk);
	error = trace_save(c->log, path, &image);
	if (error)
		harness_failf("%s: %s", path, strerrorname_np(-error));
	free(path);
}

/* What each step changed, as the body's own story. */
static void print_steps(const struct crash *c, FILE *out, const struct crash_state *bad)
{
	static const struct crash_tree nothing;
	static char text[CRASH_WHY];

	fputs("\nsteps, and what the tree is against the step before:\n", out);
	for (size_t i = 0; i < c->steps; i++) {
		fprintf(out, "%zu: %s\n", i, c->step[i].call);
		crash_tree_differ(i ? &c->step[i - 1].tree : &nothing, &c->step[i].tree, false,
		    text, sizeof(text));
		for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
			fprintf(out, "    %s\n", line);
		if (i == bad->mark)
			fputs("-- the power is cut behind this step --\n", out);
	}
}

static void print_log(const struct crash *c, FILE *out, const struct crash_state *bad)
{
	char line[256];

	fputs("\nlog:\n", out);
	for (size_t i = 0; i < trace_count(c->log); i++) {
		const struct trace_record *r = trace_at(c->log, i);

		if (i == bad->cut)
			fputs("-- cut --\n", out);
		if (r->call != TRACE_MARK && (r->call == TRACE_READ || r->dev != c->dev))
			continue;
		trace_line(r, line, sizeof(line));
		fprintf(out, "%zu: %s\n", i, line);
	}
}

static void save_recipe(struct crash *c, const char *folder, const struct crash_state *bad,
    const char *what)
{
	char *path = below(folder, "recipe.txt");
	FILE *out = fopen(path, "w");

	if (!out)
		harness_failf("%s: %s", path, strerrorname_np(errno));
	fprintf(out, "image: %s, free space filled: %s\n",
	    c->promise->image ? c->promise->image : c->comp->image,
	    c->promise->keeps == CRASH_JOURNAL ? "yes" : "no");
	fprintf(out, "options: %s\n", c->options);
	fprintf(out, "state: %s\n", bad->choice);
	fprintf(out, "wrong:\n%s", what);
	print_steps(c, out, bad);
	print_log(c, out, bad);
	if (ferror(out) | fclose(out))
		harness_failf("%s: %s", path, strerrorname_np(errno));
	free(path);
}

const char *crash_keep(struct crash *c, const char *name, const struct crash_state *bad,
    const char *what)
{
	static char *folder;
	char *parent = below(harness_build(), "crash");

	free(folder);
	folder = below(parent, name);
	make_folder(parent);
	make_folder(folder);
	free(parent);
	save_recipe(c, folder, bad, what);
	save_disk(c, folder);
	save_log(c, folder);
	return folder;
}
