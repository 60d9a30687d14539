/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Every state of a log is mounted by a fresh kernel, and judged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/crash_internal.h"

struct judge {
	struct crash *c;
	const struct crash_conf *conf;
	struct crash_tally *tally;
	struct crash_seen seen;
	struct crash_pool pool; /* of the tree that was found */
};

/* The kernel dies or complains: that is what is wrong, whatever came of it. */
static bool sound(struct judge *j, const char *when)
{
	const char *splat = kern_splat(j->c->k);
	char reason[512];

	if (!*splat && kern_alive(j->c->k))
		return true;
	harness_reason(splat, reason, sizeof(reason));
	return crash_wrong(j->c, "%s: %s %s\n", when, reason, kern_end(j->c->k));
}

static bool judge_tree(struct judge *j, uint32_t cut)
{
	const struct crash_look look = {
		.k = j->c->k,
		.dir = "/mnt",
		.numbers = !(j->c->comp->lacks & FS_INODE_NUMBERS),
		.pool = &j->pool,
	};
	struct crash_tree tree;

	crash_pool_reset(&j->pool);
	crash_tree_read(&look, &tree);
	if (!sound(j, "a walk of the tree"))
		return false;
	return j->c->promise->keeps == CRASH_WEAK ? crash_judge_weak(j->c, cut, &tree)
	                                          : crash_judge_journal(j->c, cut, &tree);
}

/* The checker's share of the states: a quarter first, the rest evenly over as many
 * as there may be. */
static bool is_checked(const struct judge *j, const struct crash_state *s)
{
	const uint64_t states = j->conf->bounds.states, max = j->conf->checks;

	if (j->tally->checked >= max)
		return false;
	if (states && j->tally->checked >= max / 4 + max * j->tally->states / states)
		return false;
	return crash_consistent(j->c, s->mark);
}

static bool judge_state(struct judge *j, const struct crash_state *s)
{
	struct crash *c = j->c;
	int error;

	c->why[0] = '\0';
	error = kern_mount(j->c->k, c->disk, "/mnt", c->comp->type, c->options);
	if (!sound(j, "mount"))
		return false;
	if (error)
		return crash_wrong(c, "mount: %s\n", strerrorname_np(-error));
	if (!judge_tree(j, s->mark))
		return false;
	error = kern_umount(j->c->k, "/mnt");
	if (!sound(j, "unmount"))
		return false;
	if (error)
		return crash_wrong(c, "unmount: %s\n", strerrorname_np(-error));
	return !is_checked(j, s) || crash_fsck(c, &j->tally->checked);
}

/* True where the state, with these steps before it, was not judged so far. */
static bool is_new(struct judge *j, const struct crash_state *s)
{
	const struct crash *c = j->c;
	const uint64_t log[] = { s->mark, c->under_way, c->promise->sync_cached ? c->flushed : 0 };

	return crash_seen_add(&j->seen, crash_hash(s->hash, log, sizeof(log)));
}

/* True where the state is torn at a place where that is known to do harm. */
static bool is_known(const struct crash *c, const struct crash_state *s)
{
	const char *torn = strstr(s->choice, "torn=");
	const struct trace_record *r;
	unsigned long record, sectors;

	if (!c->promise->known_tear || !torn ||
	    sscanf(torn, "torn=%lu:%lu", &record, &sectors) != 2)
		return false;
	r = trace_at(c->log, record);
	return r->data && c->promise->known_tear(r->data, r->sector, r->len, sectors);
}

/* What the log up to the cut says beyond the disk and the last step. */
static void read_log(struct crash *c, const struct crash_state *s)
{
	uint32_t mark = 0;

	c->flushed = 0;
	c->under_way = false;
	for (size_t i = 0; i < s->cut; i++) {
		const struct trace_record *r = trace_at(c->log, i);

		if (r->call == TRACE_MARK) {
			mark = r->sector;
			c->under_way = false;
		}
		if (r->call == TRACE_WRITE || r->call == TRACE_DISCARD)
			c->under_way = true;
		if (r->call == TRACE_FLUSH && r->dev == c->dev && !r->result)
			c->flushed = mark;
	}
}

static bool judge_one(struct judge *j, const struct crash_state *s)
{
	j->tally->states++;
	if (is_known(j->c, s)) {
		j->tally->known++;
		return true;
	}
	read_log(j->c, s);
	if (!is_new(j, s))
		return true;
	j->tally->distinct++;
	if (j->conf->progress)
		j->conf->progress(j->conf->progress_arg, s);
	disk_mark(j->c->disk);
	if (!judge_state(j, s))
		return false;
	kern_restore(j->c->k); /* takes the disk back to the state, as it is marked */
	return true;
}

static bool judge_all(struct judge *j, struct crash_state *s)
{
	const char *why;

	if (j->conf->choice) {
		if (crash_states_choose(j->c->states, j->conf->choice, s, &why))
			harness_failf("%s", why);
		return judge_one(j, s);
	}
	while (crash_states_next(j->c->states, s))
		if (!judge_one(j, s))
			return false;
	return true;
}

const char *crash_judge(struct crash *c, const struct crash_conf *conf, struct crash_tally *tally,
    struct crash_state *bad)
{
	struct judge j = { .c = c, .conf = conf, .tally = tally };
	bool good;

	crash_judged(c);
	*tally = (struct crash_tally){ 0 };
	c->states = crash_states_open(c->disk, c->log, c->dev, &conf->bounds);
	c->k = kern_boot(c->comp->name);
	kern_disk(c->k, c->disk);
	kern_snapshot(c->k);
	good = judge_all(&j, bad);
	crash_seen_free(&j.seen);
	crash_pool_free(&j.pool);
	if (!good)
		return c->why;
	crash_judged(c);
	return NULL;
}
