/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Changes of the faults of an input.  Which calls and effects there are, and what
 * arguments they take, is asked of the fault layer. */
#include <errno.h>

#include "fuzz/input/faults.h"
#include "fuzz/mutate/mutate.h"

/* Made when a kernel boots or a disk is attached: before an input begins; or never: no
 * program has a wire. */
#define EARLY (FAULT_GEOMETRY | FAULT_WALL | FAULT_FRAME)
#define CHOICES 64

/* Errors that block layers tell apart. */
static const uint8_t errors[] = { EIO, EIO, EIO, ENOSPC, ENOMEM, EAGAIN, EBUSY, ENODEV, EROFS,
	ENODATA, EILSEQ, EOPNOTSUPP, ETIMEDOUT, EREMOTEIO };

/* Small numbers are more likely than large ones; 1 or more. */
static uint64_t near_one(struct chance *c, unsigned bits)
{
	return 1 + chance_below(c, 1ull << chance_below(c, bits + 1));
}

/* The effects for these calls, less those after which a call may not end: what is
 * left of the program would not run. */
static size_t effects_for(uint32_t calls, const struct fault_effect *list[CHOICES])
{
	size_t n, fit = 0;
	const struct fault_effect *const *all = fault_effects(&n);

	for (size_t i = 0; i < n && fit < CHOICES; i++)
		if (!(calls & ~all[i]->calls) && !all[i]->endless)
			list[fit++] = all[i];
	return fit;
}

/* A clock that jumps at each look eats the work of the input. */
static bool happens_once(const struct fault_effect *e)
{
	for (int i = 0; i < FAULT_ARGS; i++)
		if (e->arg[i].kind == FAULT_ARG_JUMP)
			return true;
	return false;
}

static uint32_t pick_calls(struct chance *c)
{
	const struct fault_effect *list[CHOICES];
	const char *filter;
	uint32_t calls, found[CHOICES];
	size_t n = 0;

	for (size_t i = 0; n < CHOICES && input_fault_call(i, &filter, &calls); i++)
		if (!(calls & EARLY) && effects_for(calls, list))
			found[n++] = calls;
	return found[chance_below(c, n)];
}

/* -- the parts of a fault -- */

static int64_t in_bounds(const struct fault_arg *a, int64_t value)
{
	if (!a->max)
		return value;
	return value < a->min ? a->min : value > a->max ? a->max : value;
}

static int64_t new_value(const struct fault_arg *a, struct chance *c)
{
	int64_t sign = chance_below(c, 2) ? 1 : -1;

	switch (a->kind) {
	case FAULT_ARG_ERRNO:
		return errors[chance_below(c, sizeof(errors))];
	case FAULT_ARG_FLAG:
		return 1;
	case FAULT_ARG_TIME: /* up to some seconds: longer waits end the call */
	case FAULT_ARG_JUMP:
		return 1000000 * near_one(c, 12);
	case FAULT_ARG_SIGNED:
		return in_bounds(a, sign * (int64_t)near_one(c, 12));
	case FAULT_ARG_BYTES:
		return (a->unit ? a->unit : 1) * near_one(c, 8);
	default:
		return in_bounds(a,
		    chance_below(c, 2) ? 1 << chance_below(c, 12) : (int64_t)chance_below(c, 256));
	}
}

/* An argument that need not be given is in half of the faults; a time always: the
 * effect might last for ever without it. */
static void new_arguments(struct fault_rule *rule, struct chance *c)
{
	struct fault_what *w = &rule->what;

	for (int i = 0; i < FAULT_ARGS; i++) {
		const struct fault_arg *a = &w->effect->arg[i];

		w->arg[i] = a->initial;
		if (a->kind && (a->needed || a->kind == FAULT_ARG_TIME || chance_below(c, 2)))
			w->arg[i] = new_value(a, c);
	}
	if (rule->calls & FAULT_ALLOC)
		w->arg[0] = ENOMEM; /* nothing else can happen to it */
}

static void new_effect(struct fault_rule *rule, struct chance *c)
{
	const struct fault_effect *list[CHOICES];

	rule->what.effect = list[chance_below(c, effects_for(rule->calls, list))];
	new_arguments(rule, c);
}

/* An input makes dozens of requests and thousands of other calls. */
static void new_occurrence(struct fault_rule *rule, struct chance *c)
{
	const unsigned what = chance_below(c, 16);

	rule->first = near_one(c, rule->calls & FAULT_DISK ? 7 : 12);
	rule->last = rule->first;
	rule->every = 1;
	if (what < 10 || happens_once(rule->what.effect))
		return;
	rule->last = what < 13 ? UINT64_MAX : rule->first + near_one(c, 4);
	if (what < 12)
		rule->first = 1;
	if (chance_below(c, 4) == 0)
		rule->every = 1 + near_one(c, 4);
}

/* Seldom only some sectors: those of a piece of metadata. */
static void new_sectors(const struct mutator *m, const struct input *in, struct fault_rule *rule,
    struct chance *c)
{
	const struct base *base = m->base;
	const struct object *o;

	rule->sector = 0;
	rule->sector_end = UINT64_MAX;
	if (!(rule->calls & FAULT_DISK & ~FAULT_FLUSH) || !base->n || chance_below(c, 4))
		return;
	o = mutate_object(&base->image[in->image % base->n].map, c);
	if (!o)
		return;
	rule->sector = o->at / HYP_SECTOR;
	rule->sector_end = (o->at + o->len - 1) / HYP_SECTOR;
}

static void new_fault(const struct mutator *m, const struct input *in, struct fault_rule *rule,
    struct chance *c)
{
	*rule = (struct fault_rule){ .calls = pick_calls(c), .dev = FAULT_ANY };
	new_sectors(m, in, rule, c);
	new_effect(rule, c);
	new_occurrence(rule, c);
}

static void change(const struct mutator *m, const struct input *in, struct fault_rule *rule,
    struct chance *c)
{
	switch (chance_below(c, 8)) {
	case 0 ... 3:
		new_occurrence(rule, c);
		break;
	case 4:
		new_sectors(m, in, rule, c);
		break;
	case 5:
		new_arguments(rule, c);
		break;
	default:
		new_effect(rule, c);
		new_occurrence(rule, c);
	}
}

void mutate_faults(const struct mutator *m, struct input *in, struct chance *c)
{
	const uint32_t at = chance_below(c, in->nfault);
	const unsigned what = in->nfault ? chance_below(c, 8) : 0;
	struct fault_rule rule;
	char text[FAULT_TEXT];

	if (what == 0) {
		new_fault(m, in, &rule, c);
	} else {
		rule = in->fault[at];
		input_fault_drop(in, at);
		if (what < 5)
			return;
		change(m, in, &rule, c);
	}
	input_fault_print(&rule, text);
	input_fault_add(in, text);
}
