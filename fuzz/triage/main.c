/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* From crash to test: takes a folder of findings, leaves regressions. */
#include <errno.h>
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/load.h"
#include "fuzz/triage/finding.h"
#include "fuzz/triage/folder.h"
#include "fuzz/triage/worker.h"
#include "fuzz/triage/write_c.h"

#define TRIES 50000 /* of a reduction; most take a few hundred */

static const char usage[] =
    "usage: triage [--tries N] FINDINGS REGRESSIONS  a regression for each new defect\n"
    "       triage --c FILE                          print an input as a whole C program\n"
    "FINDINGS is a folder of inputs; REGRESSIONS one of folders, such as\n"
    "corpora/<target>/regress.\n";

/* All findings; known regressions stand first, then the smallest. */
static struct triage {
	struct finding **of;
	size_t n;
	uint64_t tries;
	const char *regressions;
	struct finding **first; /* those to reduce: new, and the first of their kind */
	size_t nfirst;
	bool trouble;
} t;

static void add(const char *path, const char *known)
{
	struct finding *f = calloc(1, sizeof(*f));

	t.of = realloc(t.of, (t.n + 1) * sizeof(struct finding *));
	if (!t.of || !f)
		abort();
	f->path = strdup(path);
	f->known = known;
	f->content = load_file(path, &f->size);
	t.of[t.n++] = f;
}

static void add_finding(const char *path, void *arg)
{
	const size_t len = strlen(path), tail = strlen(".report");

	(void)arg;
	if (len < tail || strcmp(path + len - tail, ".report") != 0)
		add(path, NULL);
}

static void add_known(const char *regressions)
{
	char pattern[4096];
	glob_t found;

	snprintf(pattern, sizeof(pattern), "%s/*/input", regressions);
	if (glob(pattern, 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++) {
			char *name = strdup(found.gl_pathv[i] + strlen(regressions) + 1);

			if (!name)
				abort();
			name[strcspn(name, "/")] = 0;
			add(found.gl_pathv[i], name);
		}
		globfree(&found);
	}
}

static int by_size(const void *a, const void *b)
{
	const struct finding *x = *(struct finding *const *)a, *y = *(struct finding *const *)b;

	if (!x->known != !y->known)
		return x->known ? -1 : 1;
	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	return strcmp(x->path, y->path);
}

static void run_one(void *arg, size_t i, FILE *out)
{
	(void)arg;
	finding_run(t.of[i], out);
}

static void ran_one(void *arg, size_t i, const char *text, size_t len, const char *why)
{
	struct finding *f = t.of[i];

	(void)arg;
	if (text)
		finding_told(f, text, len);
	else
		snprintf(f->outcome, sizeof(f->outcome), "the process died (%s)", why);
}

/* Finds those of one kind: the first of them stands for all. */
static void group(void)
{
	t.first = calloc(t.n + 1, sizeof(struct finding *));
	if (!t.first)
		abort();
	for (size_t i = 0; i < t.n; i++) {
		struct finding *f = t.of[i];

		for (size_t j = 0; j < i && *f->key && !f->same; j++)
			if (strcmp(t.of[j]->key, f->key) == 0)
				f->same = t.of[j];
		if (f->same)
			f->same->others += !f->known;
		else if (*f->key && !f->known)
			t.first[t.nfirst++] = f;
	}
}

static void row(const char *what, const char *name, size_t findings, const char *text)
{
	printf("%-6s %-50s %3zu  %s\n", what, name, findings, text);
	fflush(stdout);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void reduce_one(void *arg, size_t i, FILE *out)
{
	(void)arg;
	finding_reduce(t.first[i], t.tries, out);
}

static void reduced_one(void *arg, size_t i, const char *text, size_t len, const char *why)
{
	const struct finding *f = t.first[i];
	const char *name = f->name;
	struct reduced r = { 0 };
	char line[512];

	(void)arg;
	if (!text) {
		snprintf(line, sizeof(line), "the process died (%s) while it was made smaller",
		    why);
		row("died", base_name(f->path), f->others + 1, line);
		t.trouble = true;
		return;
	}
	reduced_told(&r, text, len);
	if (folder_write(t.regressions, f, &r, &name)) {
		snprintf(line, sizeof(line), "replays %s; %s", r.replays, r.shape);
		row("new", name, f->others + 1, line);
	} else {
		t.trouble = true;
	}
	if (strncmp(r.replays, "100 of ", strlen("100 of ")) != 0)
		t.trouble = true;
	free(r.block);
}

/* What needs no new folder: known defects that were met again, and findings that
 * crash no more. */
static void print_others(void)
{
	for (size_t i = 0; i < t.n; i++) {
		const struct finding *f = t.of[i];

		if (f->known && f->others)
			row("known", f->known, f->others, f->title);
		if (!f->known && !*f->key) {
			row("gone", base_name(f->path), 1, f->outcome);
			t.trouble = true;
		}
	}
}

static void triage(const char *findings)
{
	add_known(t.regressions);
	load_each(findings, add_finding, NULL);
	qsort(t.of, t.n, sizeof(struct finding *), by_size);
	work_do(&(struct work){ .n = t.n, .run = run_one, .done = ran_one });
	group();
	printf("%-6s %-50s %3s\n", "", "regression or finding", "n");
	print_others();
	work_do(&(struct work){ .n = t.nfirst, .run = reduce_one, .done = reduced_one });
}

static void print_c(const char *path)
{
	static uint8_t bytes[INPUT_MAX];
	static struct input in;
	size_t size;

	exec_start();
	size = load_input(path, bytes);
	input_decode(&in, exec_model(), bytes, size);
	write_c(stdout, &in, base_name(path), true);
	exec_stop();
}

int main(int argc, char **argv)
{
	char *end = (char *)"";

	t.tries = TRIES;
	if (argc == 3 && strcmp(argv[1], "--c") == 0) {
		print_c(argv[2]);
		return 0;
	}
	if (argc > 2 && strcmp(argv[1], "--tries") == 0) {
		t.tries = strtoull(argv[2], &end, 10);
		argc -= 2;
		argv += 2;
	}
	if (argc != 3 || *end || argv[1][0] == '-') {
		fputs(usage, stderr);
		return 2;
	}
	t.regressions = argv[2];
	if (mkdir(t.regressions, 0777) && errno != EEXIST) {
		fprintf(stderr, "triage: %s: %s\n", t.regressions, strerror(errno));
		return 2;
	}
	triage(argv[1]);
	return t.trouble;
}
