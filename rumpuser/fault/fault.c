/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The layer as a whole: made, given faults, marked, rewound, given back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rumpuser/fault/layer.h"
#include "rumpuser/forward.h"

struct fault *fault_open(void (*fired)(void *arg, const struct fault_shot *), void *arg)
{
	struct fault *f = calloc(1, sizeof(*f));

	if (!f)
		return NULL;
	f->fired = fired;
	f->arg = arg;
	f->io = calloc(FAULT_IOS, sizeof(*f->io));
	f->marked_io = calloc(FAULT_IOS, sizeof(*f->io));
	if (f->io && f->marked_io)
		return f;
	fault_close(f);
	return NULL;
}

void fault_close(struct fault *f)
{
	fault_frames_close(f);
	free(f->io);
	free(f->marked_io);
	free(f->now.mark);
	free(f->marked.mark);
	free(f);
}

struct hyp *fault_stack(struct fault *f, struct hyp *below)
{
	hyp_layer(&f->hyp, &f->ops, below);
	fault_ops(&f->ops);
	f->now.clock = below->ops->clock_now(below);
	fault_want_alloc(f);
	return &f->hyp;
}

int fault_add(struct fault *f, const char *text, char why[FAULT_WHY])
{
	struct fault_rule rule[FAULT_RULES];
	int n = fault_parse(text, rule, FAULT_RULES, why);

	if (n < 0)
		return n;
	if (n + f->now.rules > FAULT_RULES) {
		snprintf(why, FAULT_WHY, "fault '%.160s': %zu faults are set; expected %d at most",
		    text, n + f->now.rules, FAULT_RULES);
		return -EINVAL;
	}
	for (int i = 0; i < n; i++) {
		for (size_t j = 0; j < f->now.rules; j++) {
			/* One that has counted already meets the other elsewhere. */
			if (f->now.rule[j].seen || !fault_contradict(&f->now.rule[j], &rule[i]))
				continue;
			snprintf(why, FAULT_WHY,
			    "fault '%s': contradicts '%s', which is set; expected one of them",
			    rule[i].text, f->now.rule[j].text);
			return -EINVAL;
		}
	}
	memcpy(f->now.rule + f->now.rules, rule, n * sizeof(*rule));
	f->now.rules += n;
	fault_want_alloc(f);
	if (!fault_frames_open(f))
		return 0;
	f->now.rules -= n;
	snprintf(why, FAULT_WHY, "fault '%.160s': out of memory", text);
	return -EINVAL;
}

void fault_clear(struct fault *f)
{
	f->now.rules = 0;
	f->now.marks = 0;
	fault_want_alloc(f);
}

int fault_check_disk(const struct fault *f, uint32_t dev, uint64_t sectors, char why[FAULT_WHY])
{
	for (size_t i = 0; i < f->now.rules; i++) {
		const struct fault_rule *r = &f->now.rule[i];
		uint64_t last = r->sector_end == UINT64_MAX ? r->sector : r->sector_end;

		if (r->dev != dev || last < sectors)
			continue;
		snprintf(why, FAULT_WHY, "fault '%s': sector %llu of disk %u; expected 0 to %llu",
		    r->text, (unsigned long long)last, dev, (unsigned long long)sectors - 1);
		return -EINVAL;
	}
	return 0;
}

const struct fault_rule *fault_rules(const struct fault *f, size_t *n)
{
	*n = f->now.rules;
	return f->now.rule;
}

uint64_t fault_shots(const struct fault *f, const struct fault_shot **shot)
{
	*shot = f->now.shot;
	return f->now.shots;
}

/* -- what effects left behind -- */

void fault_mark_add(struct fault *f, const struct fault_mark *m)
{
	struct fault_state *s = &f->now;
	const struct fault_mark copy = *m; /* it may lie in the array that grows */

	if (s->marks == s->mark_size) {
		size_t size = 2 * s->mark_size + 16;
		void *grown = realloc(s->mark, size * sizeof(*s->mark));

		if (!grown) {
			fputs("out of memory for what faults left behind\n", stderr);
			abort();
		}
		s->mark = grown;
		s->mark_size = size;
	}
	s->mark[s->marks++] = copy;
}

struct fault_mark *fault_mark_at(struct fault *f, size_t i)
{
	return &f->now.mark[i];
}

void fault_mark_cut(struct fault *f, size_t i, uint64_t from, uint64_t to)
{
	struct fault_mark *m = &f->now.mark[i], rest = *m;

	if (from <= m->sector && to >= m->sector_end) {
		*m = f->now.mark[--f->now.marks];
	} else if (from <= m->sector) {
		m->sector = to + 1;
	} else {
		m->sector_end = from - 1;
		rest.sector = to + 1;
		if (to < rest.sector_end)
			fault_mark_add(f, &rest);
	}
}

/* -- going back -- */

/* Copies faults, records and counters, and as many marks as there are. */
static int copy_state(struct fault_state *to, const struct fault_state *from)
{
	struct fault_mark *mark = to->mark;
	size_t size = to->mark_size;

	if (from->marks > size) {
		size = from->mark_size;
		mark = realloc(mark, size * sizeof(*mark));
		if (!mark)
			return -ENOMEM;
	}
	memcpy(to->rule, from->rule, from->rules * sizeof(*from->rule));
	memcpy(to->shot, from->shot,
	    (from->shots < FAULT_SHOTS ? from->shots : FAULT_SHOTS) * sizeof(*from->shot));
	if (from->marks)
		memcpy(mark, from->mark, from->marks * sizeof(*mark));
	to->rules = from->rules;
	to->shots = from->shots;
	to->clock = from->clock;
	to->back = from->back;
	to->order = from->order;
	to->held = from->held;
	to->ios = from->ios;
	memcpy(to->wire, from->wire, sizeof(to->wire));
	to->frames = from->frames;
	to->marks = from->marks;
	to->mark = mark;
	to->mark_size = size;
	return 0;
}

static void copy_ios(struct fault_io *to, const struct fault_io *from, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (from[i].used)
			to[i] = from[i];
		else
			to[i].used = false;
	}
}

int fault_mark(struct fault *f)
{
	if (copy_state(&f->marked, &f->now))
		return -ENOMEM;
	copy_ios(f->marked_io, f->io, f->now.ios);
	fault_frames_copy(f->marked_frame, f->frame, f->now.frames);
	return 0;
}

void fault_rewind(struct fault *f)
{
	/* Room for the marks was there when they were marked. */
	copy_state(&f->now, &f->marked);
	copy_ios(f->io, f->marked_io, f->now.ios);
	fault_frames_copy(f->frame, f->marked_frame, f->now.frames);
	fault_want_alloc(f);
}
