/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A call that does not end, and the function that goes round in it.
 *
 * The work may end anywhere below the loop.  So the input runs several times, with a
 * little more work each time: what has the loop is in all call traces and has not been
 * entered once more in between, which the coverage counter of its first block tells,
 * where it has one.  It is the innermost such function.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/oracle.h"
#include "fuzz/triage/stack.h"
#include "kernel/linux/user/linux.h"

#define TRACES 16
#define STEP 7 /* units of work; each step is this much longer than the last */
#define FRAMES 32

struct frame {
	uintptr_t function; /* where it begins */
	uint8_t *counter;   /* of its first block, NULL: it has none */
	uint8_t entered;
	bool stays;
};

static struct frame frame[FRAMES]; /* of the first trace */
static uintptr_t now[FRAMES];      /* the functions of the last one */
static int frames;
static char *first;   /* the first trace, as kern_spent() gives it */
static char call[64]; /* the one that does not end */
static char text[4096];

static const char *next_line(const char *line)
{
	const char *end = strchrnul(line, '\n');

	return end + (*end != '\0');
}

/* Runs the input with so much kernel work.  False: it is done with that. */
static bool is_spent(struct kern *k, uint64_t work)
{
	exec_restore();
	exec_go(work);
	return strstr(kern_end(k), "budget") != NULL;
}

/* The functions of a trace: each address, less how far it is in its function, which
 * kern_spent() tells. */
static int functions(struct kern *k)
{
	const char *line = kern_spent(k), *p = NULL;
	int n = 0;

	for (const char *q = kern_log(k); (q = strstr(q, "rump: out of work")); q++)
		p = q;
	while (p && n < FRAMES && *line && (p = strstr(p, "[<"))) {
		const char *offset = line + strcspn(line, "+\n");

		now[n++] = strtoull(p += 2, NULL, 16) - strtoull(offset, NULL, 16);
		line = next_line(line);
	}
	return n;
}

static void set_frame(const struct linux_coverage *c, uintptr_t function, struct frame *f)
{
	*f = (struct frame){ .function = function, .stays = true };
	for (size_t i = 0; i < c->count && !f->counter; i++)
		if (c->pcs[2 * i] == function)
			f->counter = &c->counters[i];
	f->entered = f->counter ? *f->counter : 0;
}

/* What is not in the last trace, or was entered anew, does not stay. */
static void compare(int n)
{
	for (struct frame *f = frame; f < frame + frames; f++) {
		bool found = false;

		for (int i = 0; i < n; i++)
			found |= now[i] == f->function;
		f->stays &= found && (!f->counter || *f->counter == f->entered);
	}
}

/* The first of all traces: what it names, and which functions these are. */
static void take_first(struct kern *k, const struct linux_coverage *c)
{
	frames = functions(k);
	for (int i = 0; i < frames; i++)
		set_frame(c, now[i], &frame[i]);
	free(first);
	first = strdup(kern_spent(k));
	if (!first)
		abort();
}

/* False: so much work ends another call, so the loop is not reached by then. */
static bool take_traces(struct kern *k, const struct linux_coverage *c, uint64_t work)
{
	for (int i = 0; i < TRACES; i++) {
		work += i * STEP;
		memset(c->counters, 0, c->count);
		if (!is_spent(k, work) || strncmp(kern_end(k), call, strlen(call)) != 0)
			return false;
		if (i)
			compare(functions(k));
		else
			take_first(k, c);
	}
	return true;
}

static bool find_loop(char name[STACK_NAME])
{
	const char *line = first;
	char path[STACK_PATH];

	for (int i = 0; i < frames; i++) {
		if (stack_line(line, name, path) && *path && frame[i].stays)
			return true;
		line = next_line(line);
	}
	return false;
}

const char *endless_ask(struct kern *k)
{
	struct linux_coverage c;
	char name[STACK_NAME];

	if (!is_spent(k, ORACLE_ENDLESS))
		return "";
	snprintf(call, sizeof(call), "%s", kern_end(k));
	call[strcspn(call, ":")] = '\0';
	if (linux_coverage(&c) &&
	    (take_traces(k, &c, EXEC_WORK / 4) || take_traces(k, &c, EXEC_WORK)) && find_loop(name))
		snprintf(text, sizeof(text),
		    "endless loop in %s; %s not done after %llu units of kernel work\nonce it was "
		    "at\n%s",
		    name, call, ORACLE_ENDLESS, first);
	else
		snprintf(text, sizeof(text),
		    "endless %s; not done after %llu units of kernel work\n", call, ORACLE_ENDLESS);
	return text;
}
