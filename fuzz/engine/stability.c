/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/stability.h"
#include "kernel/linux/user/linux.h"

#define PASSES 3

/* What was seen of one edge. */
enum { REACHED = 1, VARIED = 2 };

/* How often an input reached an edge the first time. */
struct count {
	uint32_t edge;
	uint8_t times;
};

struct counts {
	struct count *of;
	size_t n;
};

static void run(const struct stability_input *in, const struct linux_coverage *c)
{
	memset(c->counters, 0, c->count);
	exec_run(in->bytes, in->size);
}

static void keep(struct counts *first, const struct linux_coverage *c, uint8_t *edge)
{
	for (size_t i = 0; i < c->count; i++)
		first->n += c->counters[i] != 0;
	first->of = malloc(first->n * sizeof(*first->of));
	if (first->n && !first->of)
		abort();
	first->n = 0;
	for (size_t i = 0; i < c->count; i++) {
		if (!c->counters[i])
			continue;
		first->of[first->n++] = (struct count){ i, c->counters[i] };
		edge[i] |= REACHED;
	}
}

/* How many edges differ from the first time. */
static size_t compare(const struct counts *first, const struct linux_coverage *c, uint8_t *edge)
{
	size_t differ = 0, next = 0;

	for (size_t i = 0; i < c->count; i++) {
		uint8_t before = 0;

		if (next < first->n && first->of[next].edge == i)
			before = first->of[next++].times;
		if (before == c->counters[i])
			continue;
		edge[i] |= REACHED | VARIED;
		differ++;
	}
	return differ;
}

static void pass(const struct stability_input *in, size_t n, struct counts *first, int number,
    uint8_t *edge)
{
	struct linux_coverage c;

	for (size_t i = 0; i < n; i++) {
		const size_t at = number % 2 ? n - 1 - i : i;
		size_t differ = 0;

		linux_coverage(&c);
		run(&in[at], &c);
		if (number == 0)
			keep(&first[at], &c, edge);
		else
			differ = compare(&first[at], &c, edge);
		if (differ)
			fprintf(stderr, "%s: %zu edges are not as the first time\n", in[at].path,
			    differ);
	}
}

int stability_measure(const struct stability_input *in, size_t n, struct stability *result)
{
	struct linux_coverage c;
	struct counts *first;
	uint8_t *edge;

	if (!linux_coverage(&c))
		return -ENOTSUP;
	first = calloc(n, sizeof(*first));
	edge = calloc(c.count, 1);
	if (!first || !edge)
		abort();
	for (int i = 0; i < PASSES; i++)
		pass(in, n, first, i, edge);
	*result = (struct stability){ 0 };
	for (size_t i = 0; i < c.count; i++) {
		result->edges += edge[i] != 0;
		result->varied += (edge[i] & VARIED) != 0;
	}
	for (size_t i = 0; i < n; i++)
		free(first[i].of);
	free(first);
	free(edge);
	return 0;
}
