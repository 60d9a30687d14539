/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Memory that a round leaves behind: no kind may be more than after the round
 * without fault. */
#include <string.h>

#include "harness/sweep_internal.h"

static const struct kern_memory *learnt(const struct sweep_worker *w, const char *name, size_t i)
{
	if (i < w->memories && !strcmp(w->memory[i].name, name))
		return &w->memory[i]; /* as a rule the order is the same */
	for (size_t j = 0; j < w->memories; j++)
		if (!strcmp(w->memory[j].name, name))
			return &w->memory[j];
	return NULL;
}

/* A thread more is no leak: work queues start one where another waits, and keep it.
 * What belongs to it can not be told from what leaks. */
static bool has_more_threads(const struct sweep_worker *w, const struct kern_memory *now, int n)
{
	for (int i = 0; i < n; i++) {
		const struct kern_memory *was = learnt(w, now[i].name, i);

		if (!strcmp(now[i].name, "task_struct"))
			return was && now[i].objects > was->objects;
	}
	return false;
}

void sweep_memory(struct sweep_worker *w)
{
	static struct kern_memory now[SWEEP_CACHES];
	struct kern *k = w->fs.k;
	int n;

	if (!k->ops->memory || (!w->clean && !w->memories))
		return;
	n = k->ops->memory(k->impl, w->clean ? w->memory : now, SWEEP_CACHES);
	if (w->clean)
		w->memories = n > 0 ? n : 0;
	if (w->clean || has_more_threads(w, now, n))
		return;
	for (int i = 0; i < n; i++) {
		const struct kern_memory *was = learnt(w, now[i].name, i);
		const uint64_t objects = was ? was->objects : 0;

		if (now[i].objects > objects)
			sweep_found(w, SWEEP_LEAK,
			    "%s: %llu objects of %llu bytes more than "
			    "without the fault",
			    now[i].name, (unsigned long long)(now[i].objects - objects),
			    (unsigned long long)now[i].size);
	}
}
