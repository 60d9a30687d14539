/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Memory that an input leaves behind.
 *
 * More than before is not yet a leak: a cache that is made for the first block size
 * of its kind, a thread that a work queue keeps.  What is made once is made in the
 * first run; what leaks does so in each.  Where there is more, the input is
 * run again and again, and a kind has to grow each time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/oracle.h"
#include "kernel/kern.h"

#define KINDS 512
#define ROUNDS 3
#define LATER 120 /* seconds in which all timers that free something have run */

struct count {
	struct kern_memory kind[KINDS];
	int n;
};

static struct count before, now, last;
static uint64_t grown[KINDS]; /* of last.kind, the least of the rounds */

static bool count(struct kern *k, struct count *c)
{
	c->n = kern_memory(k, c->kind, KINDS);
	return c->n >= 0;
}

/* The order of two counts is the same, but for caches that came or went. */
static uint64_t objects(const struct count *c, const struct kern_memory *kind, int i)
{
	if (i < c->n && !strcmp(c->kind[i].name, kind->name))
		return c->kind[i].objects;
	for (i = 0; i < c->n; i++)
		if (!strcmp(c->kind[i].name, kind->name))
			return c->kind[i].objects;
	return 0;
}

static bool has_more(const struct count *is, const struct count *was)
{
	for (int i = 0; i < is->n; i++)
		if (is->kind[i].objects > objects(was, &is->kind[i], i))
			return true;
	return false;
}

void leak_start(struct kern *k)
{
	if (!count(k, &before))
		before.n = 0;
}

/* In parts, as no call may take so long. */
static bool settled(struct kern *k)
{
	const struct timespec part = { .tv_sec = LATER / 4 };

	kern_budget(k, EXEC_WORK);
	for (int i = 0; i < 4; i++)
		if (kern_call(k, KERN_NANOSLEEP, (long)&part, 0))
			return false;
	return count(k, &now);
}

/* One more run; what has not grown is forgiven.  False: nothing has grown. */
static bool again(struct kern *k, bool (*run)(void))
{
	bool any = false;

	last = now;
	if (!run() || !settled(k))
		return false;
	for (int i = 0; i < now.n; i++) {
		const uint64_t was = objects(&last, &now.kind[i], i);
		const uint64_t more = now.kind[i].objects > was ? now.kind[i].objects - was : 0;

		if (more < grown[i])
			grown[i] = more;
		any |= grown[i] != 0;
	}
	return any;
}

static const char *tell(void)
{
	static char text[1024];
	size_t len = 0;

	/* The youngest cache stands first, and is as a rule the driver's. */
	for (int i = 0; i < now.n && len < sizeof(text); i++)
		if (grown[i])
			len += snprintf(text + len, sizeof(text) - len,
			    "%s%s; %" PRIu64 " objects of %" PRIu64 " bytes more at each unmount\n",
			    len ? "and of " : "leak of ", now.kind[i].name, grown[i],
			    now.kind[i].size);
	return text;
}

const char *leak_ask(struct kern *k, bool (*run)(void))
{
	if (!before.n || !count(k, &now) || !has_more(&now, &before))
		return "";
	if (!settled(k) || !has_more(&now, &before))
		return "";
	memset(grown, 0xff, sizeof(grown));
	for (int i = 0; i < ROUNDS; i++)
		if (!again(k, run))
			return "";
	return tell();
}
