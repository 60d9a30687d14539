/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The main program of every test program.  ATF takes any variable; a mistyped
 * one would be ignored in silence, so the variables are checked here first.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "atf/internal.h"
#include "kernel/kern.h"

int atf_tp_main(int argc, char **argv, atf_error_t (*add)(atf_tp_t *));

static bool one_of(const char *value, const char *const *allowed)
{
	for (; *allowed; allowed++)
		if (!strcmp(value, *allowed))
			return true;
	return false;
}

/* Checks one "name=value"; false, after a line on stderr, if it is wrong. */
static bool check_variable(const char *arg)
{
	static const char *const variants[] = { "plain", "fuzz", "cov", "debug", "edges", NULL };
	static const char *const answers[] = { "yes", "no", NULL };
	/* Set by kyua itself, whatever the suite. */
	static const char *const foreign[] = { "unprivileged-user", "unprivileged_user",
		"has.cleanup", NULL };
	const char *value = strchr(arg, '=');
	char name[64];

	if (!value)
		return true; /* ATF has a message for this */
	snprintf(name, sizeof(name), "%.*s", (int)(value++ - arg), arg);
	if (!strcmp(name, "kernel")) {
		if (kern_backend(value))
			return true;
		fprintf(stderr, "%s: no kernel \"%s\"; expected linux or host\n", program_path(),
		    value);
		return false;
	}
	if (!strcmp(name, "variant")) {
		if (one_of(value, variants))
			return true;
		fprintf(stderr,
		    "%s: no variant \"%s\"; expected plain, fuzz, cov, debug or "
		    "edges\n",
		    program_path(), value);
		return false;
	}
	if (!strcmp(name, "jobs")) {
		if (*value && strspn(value, "0123456789") == strlen(value) && atoi(value) > 0)
			return true;
		fprintf(stderr, "%s: jobs is \"%s\"; expected how many processes a sweep has\n",
		    program_path(), value);
		return false;
	}
	if (!strcmp(name, "long")) {
		if (one_of(value, answers))
			return true;
		fprintf(stderr, "%s: long is \"%s\"; expected yes or no\n", program_path(), value);
		return false;
	}
	if (one_of(name, foreign))
		return true;
	fprintf(stderr, "%s: unknown variable \"%s\"; expected kernel, variant, jobs or long\n",
	    program_path(), name);
	return false;
}

/* "name" or "name:part" of the case that is to run; NULL: all are to be listed. */
static const char *asked_for;

/* Checks the variables among the options, and notes which case is asked for. */
static bool read_arguments(int argc, char **argv)
{
	bool list = false;
	int i;

	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		const char option = argv[i][1];
		const char *arg = option && argv[i][2] ? argv[i] + 2 : NULL;

		list |= option == 'l';
		if (!option || !strchr("rsv", option))
			continue;
		if (!arg && i + 1 < argc)
			arg = argv[++i];
		if (option == 'v' && arg && !check_variable(arg))
			return false;
	}
	asked_for = list || i >= argc ? NULL : argv[i];
	return true;
}

const char *program_path(void)
{
	static char path[PATH_MAX];
	const ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *below;

	path[n < 0 ? 0 : n] = '\0';
	below = strstr(path, "/cases/");
	return below ? below + 1 : path;
}

static bool is_asked_for(const char *name)
{
	const size_t len = strlen(name);

	return !asked_for || (strncmp(name, asked_for, len) == 0 && strchr(":", asked_for[len]));
}

/* ATF compares each case that is added with all before it, which with a thousand takes as
 * long as to run one; so a process that runs one adds no other. */
static atf_error_t add_instances(atf_tp_t *tp)
{
	char **config = atf_tp_get_config(tp);
	size_t n;
	struct instance *all = instances(&n);
	atf_error_t error = atf_no_error();

	for (size_t i = 0; i < n && !atf_is_error(error); i++) {
		if (!is_asked_for(all[i].name))
			continue;
		error = atf_tc_init(&all[i].tc, all[i].name, instance_head, instance_body, NULL,
		    (const char *const *)config);
		if (!atf_is_error(error))
			error = atf_tp_add_tc(tp, &all[i].tc);
	}
	for (char **p = config; p && *p; p++)
		free(*p);
	free(config);
	return error;
}

int main(int argc, char **argv)
{
	if (!read_arguments(argc, argv))
		return 1;
	return atf_tp_main(argc, argv, add_instances);
}
