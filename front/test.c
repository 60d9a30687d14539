/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* rumpus test: cases by glob, through kyua. */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front/front.h"
#include "harness/harness.h"

struct words {
	char **of;
	size_t n;
};

static void add(struct words *w, char *word)
{
	w->of = realloc(w->of, (w->n + 2) * sizeof(*w->of));
	if (!w->of)
		give_up("out of memory");
	w->of[w->n++] = word;
	w->of[w->n] = NULL;
}

/* "cases/fs/rename_test:ext4_rename" by "fs/rename_test", "*:ext4_rename". */
static bool matches(const char *glob, const char *name)
{
	const char *below = strncmp(name, "cases/", 6) ? name : name + 6;
	const char *colon = strchr(below, ':');
	const char *program = text_of("%.*s", (int)(colon ? colon - below : 0), below);

	if (!strncmp(glob, "cases/", 6))
		glob += 6;
	return !fnmatch(glob, below, 0) || (!strchr(glob, ':') && !fnmatch(glob, program, 0));
}

/* All cases that one of the globs matches. */
static void choose(struct words *to, char **globs, size_t n)
{
	char *argv[] = { "kyua", "-c", "none", "--logfile", "/dev/null", "list", "-k", "Kyuafile",
		"--build-root", (char *)harness_build(), NULL };
	char *out, *save;

	if (run_output(argv, &out))
		give_up("kyua list failed");
	for (char *line = strtok_r(out, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		for (size_t i = 0; i < n; i++) {
			if (!matches(globs[i], line))
				continue;
			add(to, line);
			break;
		}
	}
}

static int print_json(const char *db)
{
	return run("sqlite3", "-json", db,
		   "SELECT relative_path || ':' || name AS 'case', result_type AS result, "
		   "result_reason AS reason, (end_time - start_time) / 1000000.0 AS seconds "
		   "FROM test_programs JOIN test_cases USING (test_program_id) "
		   "JOIN test_results USING (test_case_id) ORDER BY 1",
		   NULL)
	           ? EXIT_NOT_DONE
	           : EXIT_GOOD;
}

/* kyua's own line for each case goes to a person; machines get the table alone. */
static int run_kyua(const struct common *c, struct words *chosen, const char *db)
{
	struct words w = { 0 };
	char *out;
	int status;

	add(&w, "kyua");
	add(&w, "-c");
	add(&w, "none");
	add(&w, "--logfile");
	add(&w, "/dev/null");
	add(&w, "-v");
	add(&w, text_of("parallelism=%u", c->jobs));
	add(&w, "-v");
	add(&w, text_of("test_suites.rumpus.kernel=%s", c->kernel));
	add(&w, "-v");
	add(&w, text_of("test_suites.rumpus.variant=%s", c->variant));
	add(&w, "test");
	add(&w, "-k");
	add(&w, "Kyuafile");
	add(&w, "--build-root");
	add(&w, (char *)harness_build());
	add(&w, "-r");
	add(&w, (char *)db);
	for (size_t i = 0; i < chosen->n; i++)
		add(&w, chosen->of[i]);
	remove(db);
	status = c->json ? run_output(w.of, &out) : run_words(w.of);
	if (status > EXIT_FOUND)
		give_up("kyua could not run them");
	return status;
}

FRONT_COMMAND(test, "[GLOB...]", "run cases")
{
	static char *all[] = { "*" };
	struct parsing p = { .common = c, .most = SIZE_MAX };
	const char *db = text_of("%s/front.db", harness_build());
	struct words chosen = { 0 };
	int status;

	parse(argc, argv, NULL, "[GLOB...]",
	    "Runs the cases that one of the globs matches; without any, all.\v"
	    "A glob is of PROGRAM:CASE, or of PROGRAM alone: 'fs/*:ext4_*', fs/rename_test.\n"
	    "Exit status 1: a case failed.  A failure prints the command that repeats it: "
	    "kyua report --verbose -r build/front.db",
	    &p);
	need(c, text_of("kernel/linux-%s/kernel.elf", c->variant),
	    text_of("kernel-%s images", c->variant));
	need(c, "cases/fs/create_test", "cases");
	choose(&chosen, p.n ? p.words : all, p.n ? p.n : 1);
	if (!chosen.n)
		give_up("no case is \"%s\"; rumpus list cases has them all", p.words[0]);
	status = run_kyua(c, &chosen, db);
	if (c->json && print_json(db))
		return EXIT_NOT_DONE;
	return status;
}
