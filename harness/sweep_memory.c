/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Memory that a round leaves behind: no kind may be more than after the round
 * without fault. */
#include <string.h>

#include "harness/sweep_internal.h"

#define LATER 120000000000ull /* ns in which all timers that free something have run */

static struct kern_memory all_now[SWEEP_CACHES];

static struct kern_memory *learnt(struct sweep_worker *w, const char *name, size_t i)
{
	return kern_memory_find(w->memory, w->memories, name, i);
}

static uint64_t threads(int n)
{
	const struct kern_memory *found =
	    n > 0 ? kern_memory_find(all_now, n, "task_struct", 0) : NULL;

	return found ? found->objects : 0;
}

/* The most of two rounds: a body can make the kernel give back what it held since
 * before, where one that fails early does not. */
static void learn(struct sweep_worker *w, const struct kern_memory *now, int n)
{
	for (int i = 0; i < n; i++) {
		struct kern_memory *was = learnt(w, now[i].name, i);

		if (!was && w->memories < SWEEP_CACHES)
			w->memory[w->memories++] = now[i];
		else if (was && was->objects < now[i].objects)
			was->objects = now[i].objects;
	}
}

static bool has_more(struct sweep_worker *w, const struct kern_memory *now)
{
	const struct kern_memory *was = learnt(w, now->name, now - all_now);

	return now->objects > (was ? was->objects : 0);
}

static bool has_any_more(struct sweep_worker *w, int n)
{
	for (int i = 0; i < n; i++)
		if (has_more(w, &all_now[i]))
			return true;
	return false;
}

/* Memory once all timers have run that free something: of threads that have ended,
 * too. */
static int settled(struct kern *k, int n)
{
	return k->ops->advance(k->impl, LATER) ? n : k->ops->memory(k->impl, all_now, SWEEP_CACHES);
}

/* Of a round without fault, at once and settled: timers can also start a thread. */
static void learn_all(struct sweep_worker *w, int n)
{
	uint64_t live;

	learn(w, all_now, n);
	n = settled(w->fs.k, n);
	learn(w, all_now, n);
	live = threads(n);
	if (w->threads < live)
		w->threads = live;
}

void sweep_memory(struct sweep_worker *w)
{
	struct kern *k = w->fs.k;
	int n;

	if (!k->ops->memory || (!w->clean && !w->memories))
		return;
	n = k->ops->memory(k->impl, all_now, SWEEP_CACHES);
	if (w->clean) {
		learn_all(w, n);
		return;
	}
	if (!has_any_more(w, n))
		return;
	n = settled(k, n);
	/* A thread more is no leak: work queues start one where another waits, and keep
	 * it.  What belongs to it can not be told from what leaks. */
	if (threads(n) > w->threads)
		return;
	for (int i = 0; i < n; i++) {
		const struct kern_memory *now = &all_now[i], *was = learnt(w, now->name, i);

		if (has_more(w, now))
			sweep_found(w, SWEEP_LEAK,
			    "%s: %llu objects of %llu bytes more than without the fault", now->name,
			    (unsigned long long)(now->objects - (was ? was->objects : 0)),
			    (unsigned long long)now->size);
	}
}
