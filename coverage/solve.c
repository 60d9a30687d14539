/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The compiler counts only those arcs of a function's flow graph from which the
 * others follow: what comes into a block goes out of it.
 */
#include <stdlib.h>
#include <string.h>

#include "coverage/cover.h"

enum { IN, OUT, SIDES };

/* A block while it is worked on. */
struct node {
	struct side {
		int64_t sum;      /* of the arcs that are known */
		uint32_t n;       /* arcs */
		uint32_t unknown; /* of them */
		uint32_t which;   /* the one that is not known, where it is one */
	} side[SIDES];
	bool known;
};

struct flow {
	const struct function *f;
	int64_t *arc, *block;
	struct node *node;
	uint32_t *queue; /* blocks of which something new is known */
	size_t n;
};

/* `which` is kept as the exclusive or of all that are unknown. */
static void add_arc(struct flow *s, uint32_t i)
{
	struct side *side[] = { &s->node[s->f->arc[i].from].side[OUT],
		&s->node[s->f->arc[i].to].side[IN] };

	for (int j = 0; j < SIDES; j++) {
		side[j]->n++;
		side[j]->unknown++;
		side[j]->which ^= i;
	}
}

static void set_arc(struct flow *s, uint32_t i, int64_t count)
{
	const struct arc *a = &s->f->arc[i];
	struct side *side[] = { &s->node[a->from].side[OUT], &s->node[a->to].side[IN] };

	s->arc[i] = count;
	for (int j = 0; j < SIDES; j++) {
		side[j]->sum += count;
		side[j]->unknown--;
		side[j]->which ^= i;
	}
	s->queue[s->n++] = a->from;
	s->queue[s->n++] = a->to;
}

static void look(struct flow *s, uint32_t block)
{
	struct node *node = &s->node[block];

	for (int i = 0; i < SIDES && !node->known; i++) {
		/* Nothing comes into the first block, nothing goes out of the last. */
		if (node->side[i].n && !node->side[i].unknown) {
			s->block[block] = node->side[i].sum;
			node->known = true;
		}
	}
	for (int i = 0; i < SIDES && node->known; i++)
		if (node->side[i].unknown == 1)
			set_arc(s, node->side[i].which, s->block[block] - node->side[i].sum);
}

void solve(const struct function *f, const uint64_t *counters, int64_t *arc, int64_t *block)
{
	struct flow s = { .f = f, .arc = arc, .block = block };
	size_t counter = f->counter;

	s.node = calloc(f->blocks + 1, sizeof(*s.node));
	s.queue = calloc(2ul * f->arcs + 1, sizeof(*s.queue));
	if (!s.node || !s.queue)
		die("out of memory");
	memset(arc, 0, f->arcs * sizeof(*arc));
	memset(block, 0, f->blocks * sizeof(*block));
	for (uint32_t i = 0; i < f->arcs; i++)
		add_arc(&s, i);
	for (uint32_t i = 0; i < f->arcs; i++)
		if (!(f->arc[i].flags & ARC_ON_TREE))
			set_arc(&s, i, counters[counter++]);
	while (s.n)
		look(&s, s.queue[--s.n]);
	free(s.node);
	free(s.queue);
}
