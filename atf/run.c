/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Runs one case, and ends it. */
#include <stdio.h>
#include <stdlib.h>

#include "atf/internal.h"

static const atf_tc_t *running;
static char *in_front; /* of the command that reproduces a failure */

static const struct instance *instance_of(const atf_tc_t *tc)
{
	const char *name = atf_tc_get_ident(tc);
	size_t n;
	const struct instance *all = instances(&n);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(all[i].name, name))
			return &all[i];
	abort();
}

static bool is_long(const atf_tc_t *tc)
{
	return !strcmp(atf_tc_get_config_var_wd(tc, "long", "no"), "yes");
}

bool run_long(void)
{
	return is_long(running);
}

void reproduce_with(const char *text)
{
	free(in_front);
	in_front = strdup(text);
}

void instance_head(atf_tc_t *tc)
{
	const struct instance *i = instance_of(tc);

	atf_tc_set_md_var(tc, "descr", "%s%s", i->sweep ? "sweep: " : "", i->from->descr);
	atf_tc_set_md_var(tc, "timeout", "%d", is_long(tc) ? 6 * 3600 : i->sweep ? 300 : 60);
}

static const char *variable(const char *name)
{
	return atf_tc_get_config_var_wd(running, name, NULL);
}

void print_reproducer(const char *fault)
{
	static const char *const names[] = { "kernel", "variant" };

	if (!fault)
		fault = getenv("FAULT");
	fputs("reproduce: ", stderr);
	if (fault && *fault)
		fprintf(stderr, "FAULT='%s' ", fault);
	if (in_front)
		fprintf(stderr, "%s ", in_front);
	fputs("kyua", stderr);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (variable(names[i]))
			fprintf(stderr, " -v test_suites.rumpus.%s=%s", names[i],
			    variable(names[i]));
	fprintf(stderr, " debug --build-root build %s:%s\n", program_path(),
	    atf_tc_get_ident(running));
}

static __attribute__((noreturn)) void fail(const char *message)
{
	print_reproducer(NULL);
	atf_tc_fail("%s", message);
}

static __attribute__((noreturn)) void skip(const char *message)
{
	atf_tc_skip("%s", message);
}

/* Says so where the component names this case among its defects.  k is NULL before
 * there is a kernel, which is then no machine's own. */
static void expect_known(const struct instance *i, const struct kern *k)
{
	const char *variant = variable("variant");

	for (const struct known_defect *d = i->comp->known; d && d->name; d++) {
		if (strcmp(d->name, i->from->name) ||
		    (d->variant && strcmp(d->variant, variant ? variant : "plain")))
			continue;
		if (d->embedded && k)
			kern_need_embedded(k);
		EXPECT_DEFECT(d->what);
	}
}

static void run_on_fs(const struct instance *i)
{
	struct fs fs = fs_open(i->comp, NULL);

	expect_known(i, fs.k);
	i->from->fs_body(&fs);
	fs_close(&fs);
}

/* "case fs/rename_test:ext4_rename" */
static const char *subject(void)
{
	const char *path = program_path();
	char *text;

	if (!strncmp(path, "cases/", 6))
		path += 6;
	if (asprintf(&text, "case %s:%s", path, atf_tc_get_ident(running)) < 0)
		abort();
	return text;
}

void instance_body(const atf_tc_t *tc)
{
	const struct instance *i = instance_of(tc);
	char reason[512];

	running = tc;
	harness_subject = subject();
	harness_fail = fail;
	harness_skip = skip;
	harness_var = variable;
	if (i->sweep)
		expect_known(i, NULL);
	if (i->crash)
		run_crash(i);
	else if (i->sweep)
		run_sweep(i);
	else if (i->comp)
		run_on_fs(i);
	else
		i->from->body();
	/* A case that does not look at its kernel must not hide how it ended. */
	if (*harness_defect()) {
		harness_report();
		harness_reason(harness_defect(), reason, sizeof(reason));
		fail(reason);
	}
	if (*harness_void())
		fail(harness_void());
}
