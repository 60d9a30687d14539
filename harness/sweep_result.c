/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What came of a sweep: findings that differ, rounds, what is known of old. */
#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/sweep_internal.h"

extern const struct sweep_known *const __start_rumpus_sweep_known[] __attribute__((weak));
extern const struct sweep_known *const __stop_rumpus_sweep_known[] __attribute__((weak));

const char *sweep_kind_name(enum sweep_kind kind)
{
	static const char *const names[SWEEP_KINDS] = {
		[SWEEP_DIED] = "died",
		[SWEEP_DEFECT] = "defect",
		[SWEEP_ERRNO] = "wrong errno",
		[SWEEP_UNMOUNT] = "unmount",
		[SWEEP_MOUNT] = "mount",
		[SWEEP_TREE] = "tree",
		[SWEEP_CHECK] = "check",
		[SWEEP_LEAK] = "leak",
		[SWEEP_VOID] = "void",
	};

	return names[kind];
}

/* Equal but for numbers behind the first colon, and for what is in brackets. */
static bool equal(const char *a, const char *b)
{
	const size_t head = strcspn(a, ":");

	if (strncmp(a, b, head))
		return false;
	a += head;
	b += head;
	while (*a && *b && *a != '(') {
		if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
			a += strspn(a, "0123456789");
			b += strspn(b, "0123456789");
		} else if (*a++ != *b++) {
			return false;
		}
	}
	return (!*a && !*b) || (*a == '(' && *b == '(');
}

static void describe(struct sweep_finding *f, uint64_t round, const char *fault, const char *what)
{
	f->round = round;
	snprintf(f->fault, sizeof(f->fault), "%s", fault);
	snprintf(f->what, sizeof(f->what), "%s", what);
}

void sweep_add(struct sweep_result *r, enum sweep_kind kind, uint64_t round, const char *fault,
    const char *what)
{
	struct sweep_finding *f;

	for (size_t i = 0; i < r->findings; i++) {
		f = &r->finding[i];
		if (f->kind != kind || !equal(f->what, what))
			continue;
		f->rounds++;
		if (round < f->round || (round == f->round && strcmp(what, f->what) < 0))
			describe(f, round, fault, what);
		return;
	}
	r->finding = realloc(r->finding, (r->findings + 1) * sizeof(*r->finding));
	if (!r->finding)
		abort();
	f = &r->finding[r->findings++];
	*f = (struct sweep_finding){ .kind = kind, .rounds = 1 };
	describe(f, round, fault, what);
}

static int by_round(const void *a, const void *b)
{
	const struct sweep_finding *x = a, *y = b;

	if (x->round != y->round)
		return x->round < y->round ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return strcmp(x->what, y->what);
}

void sweep_finish(struct sweep_result *r, const struct sweep_plan *p)
{
	r->faults = p->faults;
	for (size_t i = 0; i < p->faults; i++) {
		struct sweep_tally *t = &r->tally[i];
		const char *name = p->conf->fault[i];

		snprintf(t->name, sizeof(t->name), "%.*s", (int)strcspn(name, "[:"), name);
		t->seen = p->seen[i];
		t->once = t->ever = p->part[i];
	}
	r->pairs = p->pairs;
	r->rounds = p->conf->only ? 1 : p->rounds;
	if (r->findings)
		qsort(r->finding, r->findings, sizeof(*r->finding), by_round);
}

void sweep_free(struct sweep_result *r)
{
	free(r->finding);
	free(r);
}

void sweep_line(const struct sweep_result *r, char *buf, size_t len)
{
	size_t n = snprintf(buf, len, "%llu (", (unsigned long long)r->rounds);

	for (size_t i = 0; i < r->faults && n < len; i++) {
		const struct sweep_tally *t = &r->tally[i];

		n += snprintf(buf + n, len - n, "%s %llu+%llu", t->name,
		    (unsigned long long)t->once, (unsigned long long)t->ever);
		if (n < len && t->once < t->seen)
			n += snprintf(buf + n, len - n, " of %llu", (unsigned long long)t->seen);
		if (n < len)
			n += snprintf(buf + n, len - n, ", ");
	}
	if (n < len)
		snprintf(buf + n, len - n, "pairs %llu); disks %llu, checked %llu",
		    (unsigned long long)r->pairs, (unsigned long long)r->disks,
		    (unsigned long long)r->checked);
}

static bool is_known(const struct sweep_known *k, const struct sweep_finding *f, const char *comp,
    const char *name)
{
	return !fnmatch(k->comp, comp, 0) && !fnmatch(k->cases, name, 0) &&
	       !fnmatch(k->fault, f->fault, 0) && !fnmatch(k->what, f->what, 0);
}

size_t sweep_mark_known(struct sweep_result *r, const char *comp, const char *name)
{
	size_t others = 0;

	for (size_t i = 0; i < r->findings; i++) {
		struct sweep_finding *f = &r->finding[i];

		for (const struct sweep_known *const *k = __start_rumpus_sweep_known;
		     k < __stop_rumpus_sweep_known && !f->known; k++)
			if (is_known(*k, f, comp, name))
				f->known = (*k)->why;
		others += !f->known;
	}
	return others;
}

static bool is_complete(const struct sweep_result *r)
{
	for (size_t i = 0; i < r->faults; i++)
		if (r->tally[i].once < r->tally[i].seen || r->tally[i].ever < r->tally[i].seen)
			return false;
	return r->checked == r->disks;
}

/* True for a text that fnmatch(3) takes for nothing but itself. */
static bool is_plain(const char *text)
{
	return !strpbrk(text, "*?[\\");
}

static bool is_found(const struct sweep_known *k, const struct sweep_result *r, const char *comp,
    const char *name)
{
	for (size_t i = 0; i < r->findings; i++)
		if (is_known(k, &r->finding[i], comp, name))
			return true;
	return false;
}

const struct sweep_known *sweep_stale(const struct sweep_result *r, const char *comp,
    const char *name)
{
	if (!is_complete(r))
		return NULL;
	for (const struct sweep_known *const *k = __start_rumpus_sweep_known;
	     k < __stop_rumpus_sweep_known; k++)
		if (is_plain((*k)->comp) && is_plain((*k)->cases) && !strcmp((*k)->comp, comp) &&
		    !strcmp((*k)->cases, name) && !is_found(*k, r, comp, name))
			return *k;
	return NULL;
}
