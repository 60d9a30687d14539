/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The promise CRASH_JOURNAL: a call changes names and attributes as a whole, and
 * in the order of the calls.  So what is found is the tree of one step: the last
 * one that was made durable, the one that was under way at the cut, or one between.
 * That renames are atomic follows.  Sizes and content of files are judged apart.
 */
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"

/* The step that a call made durable: the last one that changed the file. */
static uint32_t durable_step(const struct crash *c, const struct crash_sync *s)
{
	const struct crash_inode *i;

	if (!s->id)
		return s->step;
	i = crash_inode_at(c, s->step, s->id);
	return !i ? 0 : s->names ? i->changed : i->born;
}

/* The first step that a cut may show, and what made it durable (NULL: the mount). */
static uint32_t first_step(const struct crash *c, uint32_t cut, const struct crash_sync **by)
{
	uint32_t first = 0;

	*by = NULL;
	for (size_t i = 0; i < c->syncs && c->sync[i].step <= cut; i++) {
		const uint32_t step = durable_step(c, &c->sync[i]);

		if (step >= first) {
			first = step;
			*by = &c->sync[i];
		}
	}
	return first;
}

static bool same_names(const struct crash *c, uint32_t step, const struct crash_tree *got)
{
	return c->step[step].tree.hash == got->hash;
}

/* Tells of the step that is most like what was found. */
static bool wrong_names(struct crash *c, uint32_t first, uint32_t last, const struct crash_sync *by,
    const struct crash_tree *got)
{
	const bool numbers = !(c->comp->lacks & FS_INODE_NUMBERS);
	static char text[CRASH_WHY], best[CRASH_WHY];
	size_t least = SIZE_MAX;
	uint32_t nearest = first;

	for (uint32_t step = last + 1; step-- > first;) {
		const size_t n =
		    crash_tree_differ(&c->step[step].tree, got, numbers, text, sizeof(text));

		if (n >= least)
			continue;
		least = n;
		nearest = step;
		strcpy(best, text);
	}
	crash_wrong(c, "names and attributes of none of the steps %u to %u", first, last);
	if (by)
		crash_wrong(c, " (step %u: %s made step %u durable)", by->step,
		    c->step[by->step].call, first);
	return crash_wrong(c, "; against step %u (%s):\n%s", nearest, c->step[nearest].call, best);
}

/* Content and sizes of all regular files; `step` has the same names. */
static bool judge_files(struct crash *c, uint32_t step, uint32_t cut, const struct crash_tree *got)
{
	const struct crash_tree *t = &c->step[step].tree;
	bool good = true;

	for (size_t n = 0; n < got->names; n++) {
		const struct crash_inode *i = &got->inode[got->name[n].inode];
		const struct crash_inode *same = &t->inode[t->name[n].inode];

		if (S_ISREG(i->mode))
			good &= crash_judge_data(c, same->id, cut, got->name[n].path, i);
	}
	return good;
}

bool crash_judge_journal(struct crash *c, uint32_t cut, const struct crash_tree *got)
{
	const uint32_t last = crash_last_step(c, cut);
	const struct crash_sync *by;
	const uint32_t first = first_step(c, cut, &by);

	/* Several steps can have the same names and inode numbers, of other files. */
	for (uint32_t step = last + 1; step-- > first;) {
		if (!same_names(c, step, got))
			continue;
		c->why[0] = '\0';
		if (judge_files(c, step, cut, got))
			return true;
	}
	return *c->why ? false : wrong_names(c, first, last, by, got);
}
