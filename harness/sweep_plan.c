/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Which rounds a sweep has.  For each fault first those with it once, then those
 * with it for ever; the pairs come last.  Where not all occurrences fit, they are
 * cut into as many equal parts as there are rounds, and the seed chooses one
 * occurrence of each part.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/sweep_internal.h"

#define NEVER 1000000000000ull /* an occurrence that no round reaches */
#define OVERHEAD 40            /* a round costs as much as so many more calls */
#define PART_MIN 4             /* rounds of a fault however dear they are */

void sweep_plan_open(struct sweep_plan *p, const struct sweep *conf)
{
	*p = (struct sweep_plan){ .conf = conf };
	while (p->faults < SWEEP_FAULTS && conf->fault[p->faults]) {
		const char *text = conf->fault[p->faults++], *mark = strchr(text, '%');

		if (!mark || strchr(mark + 1, '%') || strlen(text) > SWEEP_TEXT / 2 - 24)
			harness_failf("sweep: fault '%s': expected one '%%' in the place of "
				      "the occurrence, and a short text",
			    text);
	}
	if (!p->faults)
		harness_failf("sweep: no fault; expected one such as 'write:%%=EIO'");
}

/* A value of 64 bits that looks like chance, from the seed and two numbers. */
static uint64_t chance(const struct sweep_plan *p, uint64_t a, uint64_t b)
{
	uint64_t x = (p->conf->seed ? p->conf->seed : 1) * 0x9e3779b97f4a7c15;

	for (int i = 0; i < 2; i++) {
		x += (i ? b : a) + 0x9e3779b97f4a7c15;
		x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
		x = (x ^ x >> 27) * 0x94d049bb133111eb;
		x ^= x >> 31;
	}
	return x;
}

static uint64_t share(uint64_t seen, uint64_t most)
{
	return seen < most ? seen : most;
}

static uint64_t sum_of_parts(struct sweep_plan *p, uint64_t most)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < p->faults; i++) {
		p->part[i] = share(p->seen[i], most);
		sum += 2 * p->part[i];
	}
	return sum;
}

void sweep_plan_make(struct sweep_plan *p)
{
	const struct sweep *c = p->conf;
	const uint64_t bound = c->calls ? c->calls / (p->calls + OVERHEAD) : UINT64_MAX;
	uint64_t most = c->rounds ? c->rounds : UINT64_MAX, all = 0;

	for (size_t i = 0; i < p->faults; i++)
		all = p->seen[i] > all ? p->seen[i] : all;
	most = share(all, most);
	p->pairs = all ? share(c->pairs, bound / 8) : 0;
	while (sum_of_parts(p, most) > bound - p->pairs && most > PART_MIN)
		most = most * 7 / 8;
	p->rounds = sum_of_parts(p, most) + p->pairs;
}

/* The occurrence that round `i` of `part` of a fault is about. */
static uint64_t occurrence(const struct sweep_plan *p, size_t fault, bool ever, uint64_t i)
{
	const uint64_t seen = p->seen[fault], part = p->part[fault];
	const uint64_t from = seen / part * i + seen % part * i / part;
	const uint64_t to = seen / part * (i + 1) + seen % part * (i + 1) / part;

	return 1 + from + chance(p, fault * 2 + ever, i) % (to - from);
}

static size_t put_fault(const char *pattern, uint64_t nth, bool ever, char *text, size_t len)
{
	const char *mark = strchr(pattern, '%'), *behind = mark + 1;
	unsigned long long more = 0;
	char range[48] = "";

	if (*behind == '+')
		more = strtoull(behind + 1, (char **)&behind, 10);
	if (ever && more)
		snprintf(range, sizeof(range), "..%llu", (unsigned long long)nth + more);
	else if (ever)
		strcpy(range, "..");
	return snprintf(text, len, "%.*s%llu%s%s", (int)(mark - pattern), pattern,
	    (unsigned long long)nth, range, behind);
}

/* One of the faults, each as likely as another, and an occurrence of it. */
static size_t pick(const struct sweep_plan *p, int side, uint64_t i, uint64_t *nth)
{
	size_t fault = chance(p, 1000 + side, i) % p->faults;

	while (!p->seen[fault])
		fault = (fault + 1) % p->faults;
	*nth = 1 + chance(p, 2000 + side, i) % p->seen[fault];
	return fault;
}

static void pair_text(const struct sweep_plan *p, uint64_t i, char text[SWEEP_TEXT])
{
	uint64_t a_nth, b_nth;
	const size_t a = pick(p, 0, i, &a_nth), b = pick(p, 1, i, &b_nth);
	size_t n = put_fault(p->conf->fault[a], a_nth, false, text, SWEEP_TEXT);

	if (a == b && a_nth == b_nth)
		b_nth++; /* behind the last one it may still meet what the first brings */
	n += snprintf(text + n, SWEEP_TEXT - n, "; ");
	put_fault(p->conf->fault[b], b_nth, false, text + n, SWEEP_TEXT - n);
}

void sweep_plan_text(const struct sweep_plan *p, uint64_t round, char text[SWEEP_TEXT])
{
	if (p->conf->only) {
		snprintf(text, SWEEP_TEXT, "%s", p->conf->only);
		return;
	}
	for (size_t i = 0; i < p->faults; i++) {
		for (int ever = 0; ever < 2; ever++) {
			if (round < p->part[i]) {
				put_fault(p->conf->fault[i], occurrence(p, i, ever, round), ever,
				    text, SWEEP_TEXT);
				return;
			}
			round -= p->part[i];
		}
	}
	pair_text(p, round, text);
}

void sweep_plan_count_text(const struct sweep_plan *p, char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < p->faults; i++) {
		if (i)
			n += snprintf(text + n, len - n, "; ");
		n += put_fault(p->conf->fault[i], NEVER + i, false, text + n, len - n);
	}
}
