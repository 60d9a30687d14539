/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* rumpus fuzz, repro, triage. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "front/front.h"
#include "harness/harness.h"

struct options {
	char *time, *engine, *target;
};

static bool option(void *arg, int key, char *value)
{
	struct options *o = arg;

	switch (key) {
	case 't':
		o->time = text_of("%u", number_of("--time", value));
		return true;
	case 'e':
		o->engine = value;
		return true;
	case 'T':
		o->target = value;
		return true;
	default:
		return false;
	}
}

static void check_target(const char *name)
{
	if (access(text_of("%s/components/%s/fuzz.c", tree(), name), F_OK))
		give_up("no fuzz target \"%s\"; rumpus list shows which there are", name);
}

FRONT_COMMAND(fuzz, "TARGET...", "fuzz drivers with hostile images and calls")
{
	static const struct argp_option options[] = {
		{ "time", 't', "SECONDS", 0, "for so long each (60)", 0 },
		{ "engine", 'e', "NAME", 0, "libfuzzer (as it is) or afl", 0 },
		{ 0 },
	};
	struct options o = { .time = "60", .engine = "libfuzzer" };
	struct parsing p = { .common = c, .least = 1, .most = 64, .option = option, .arg = &o };
	char *targets = "";

	parse(argc, argv, options, "TARGET...",
	    "Fuzzes one target or several, and keeps what it finds for the next run.\v"
	    "Exit status 1: something crashed; the last line says where it is, and rumpus "
	    "triage makes cases of it.",
	    &p);
	for (size_t i = 0; i < p.n; i++) {
		check_target(p.words[i]);
		targets = text_of("%s%s%s", targets, *targets ? " " : "", p.words[i]);
	}
	need(c, "kernel/linux-fuzz/kernel.elf", "kernel-fuzz images");
	need(c, text_of("fuzz/%s-libfuzzer", p.words[p.n - 1]), "fuzz-build");
	return run("fuzz/run", targets, o.time, o.engine, text_of("%u", c->jobs), NULL);
}

/* The target of an input by where it is: corpora/<target>/..., <target>/findings/... */
static const char *target_of(const char *path)
{
	char *copy = text_of("%s", path), *save;

	for (char *word = strtok_r(copy, "/", &save); word; word = strtok_r(NULL, "/", &save))
		if (!access(text_of("%s/components/%s/fuzz.c", tree(), word), F_OK))
			return word;
	give_up("%s: of which target is not to be seen; name it by --target", path);
}

FRONT_COMMAND(repro, "FILE", "run one input again, with all that it does")
{
	static const struct argp_option options[] = {
		{ "target", 'T', "NAME", 0, "the input is of that target", 0 },
		{ 0 },
	};
	struct options o = { 0 };
	struct parsing p = { .common = c, .least = 1, .most = 1, .option = option, .arg = &o };
	char *path;

	parse(argc, argv, options, "FILE",
	    "Runs an input of a fuzz target: each call and what it gave, the kernel's log, the "
	    "faults that fired and the defect.\vExit status 1: it crashes the kernel.",
	    &p);
	path = realpath(p.words[0], NULL);
	if (!path)
		give_up("%s: no such file; expected an input", p.words[0]);
	if (!o.target)
		o.target = (char *)target_of(path);
	check_target(o.target);
	need(c, "kernel/linux-fuzz/kernel.elf", "kernel-fuzz images");
	need(c, text_of("fuzz/%s-replay", o.target), "fuzz-replays");
	return run(text_of("%s/fuzz/%s-replay", harness_build(), o.target), "--log", path, NULL);
}

FRONT_COMMAND(triage, "FOLDER", "make cases of what was found")
{
	struct options o = { 0 };
	static const struct argp_option options[] = {
		{ "target", 'T', "NAME", 0, "what is there is of that target", 0 },
		{ 0 },
	};
	struct parsing p = { .common = c, .least = 1, .most = 1, .option = option, .arg = &o };
	char *path;

	parse(argc, argv, options, "FOLDER",
	    "Makes each defect in a folder of findings as small as it gets, and a regression "
	    "of it below corpora/.",
	    &p);
	path = realpath(p.words[0], NULL);
	if (!path)
		give_up("%s: no such folder; expected one of findings", p.words[0]);
	if (!o.target)
		o.target = (char *)target_of(path);
	check_target(o.target);
	need(c, "kernel/linux-fuzz/kernel.elf", "kernel-fuzz images");
	need(c, text_of("fuzz/%s-triage", o.target), "fuzz-build");
	return run("fuzz/triage/run", path, o.target, NULL);
}
