/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What triage knows of one input that was found. */
#ifndef RUMPUS_TRIAGE_FINDING_H
#define RUMPUS_TRIAGE_FINDING_H

#include "fuzz/input/input.h"
#include "fuzz/triage/stack.h"

struct finding {
	char *path;
	char *content; /* of the file, either form */
	size_t size;
	/* What came of it when it was run again. */
	char outcome[64]; /* "crash", "clean", "died (signal 6)", ... */
	char key[STACK_TEXT], title[STACK_TEXT], name[STACK_TEXT];
	const char *known; /* the folder of a regression that it is, or NULL */
	/* The first one with the same key, or NULL: this is the first. */
	struct finding *same;
	size_t others; /* how many have this one as the first */
};

/* What the reduction of a finding gives: strings, malloc'ed as one block. */
struct reduced {
	char *block;
	const char *shape;   /* "12 -> 1 patches, ...": what became less */
	const char *replays; /* "100 of 100" */
	const char *input;   /* its text form */
	const char *report;  /* the faults that fired and the splat */
	const char *program; /* a C program; "" where there is none */
};

/* Runs a finding again: fills `outcome` and what tells its defect.  In a worker;
 * as strings one behind the other, which finding_told() takes. */
void finding_run(const struct finding *, FILE *out);
void finding_told(struct finding *, const char *text, size_t len);
/* Makes a finding as small as can be, with at most so many tries, and runs the
 * result again and again.  In a worker, as strings. */
void finding_reduce(const struct finding *, uint64_t tries, FILE *out);
/* The same for a target whose inputs are rows of records; part of it. */
void finding_reduce_records(const struct finding *, uint64_t tries, FILE *out);
/* What both are made of.  Runs an input: true where it shows the defect of that key. */
bool finding_shows(const char *key, const uint8_t *bytes, size_t size);
/* Runs it again and again: "100 of 100" show the defect.  The last run is left for
 * exec_splat(); its title is returned in `title`. */
void finding_replay(FILE *out, const char *key, const uint8_t *bytes, size_t size,
    char title[STACK_TEXT]);
/* The text form of an input, with what it is about behind its first line. */
void finding_tell_input(FILE *out, const char *title, void (*print)(const void *arg, FILE *),
    const void *arg);
void reduced_told(struct reduced *, const char *text, size_t len);

#endif
