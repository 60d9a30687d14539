/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The registered cases, applied to the components they are for. */
#include <stdio.h>
#include <stdlib.h>

#include "atf/internal.h"

extern const struct atf_case *const __start_rumpus_cases[] __attribute__((weak));
extern const struct atf_case *const __stop_rumpus_cases[] __attribute__((weak));

static struct instance *all;
static size_t count;

static int by_line(const void *a, const void *b)
{
	const struct atf_case *x = *(const struct atf_case *const *)a;
	const struct atf_case *y = *(const struct atf_case *const *)b;

	return x->line - y->line;
}

static void add(const struct atf_case *from, const struct component *comp,
    const struct crash_promise *crash)
{
	const char *promise = crash ? crash->name : "";
	struct instance *i;

	all = realloc(all, (count + 1) * sizeof(*all));
	if (!all)
		abort();
	i = &all[count++];
	*i = (struct instance){ .from = from, .comp = comp, .crash = crash };
	if (asprintf(&i->name, "%s%s%s%s%s", comp ? comp->name : "", comp ? "_" : "", promise,
		*promise ? "_" : "", from->name) < 0)
		abort();
}

static void apply(const struct atf_case *from)
{
	const bool sweep = from->sweep || sweep_matrix();
	const uint64_t needs = from->needs | (from->sweep ? from->sweep->needs : 0);
	size_t n;
	const struct component *const *comp = components(&n);

	for (size_t i = 0; i < n; i++) {
		if (!comp[i]->type || comp[i]->lacks & needs || (sweep && !comp[i]->sweep))
			continue;
		if (!from->crash) {
			add(from, comp[i], NULL);
			all[count - 1].sweep = sweep;
		}
		for (const struct crash_promise *p = comp[i]->crash; from->crash && p && p->keeps;
		     p++)
			add(from, comp[i], p);
	}
}

struct instance *instances(size_t *n)
{
	const size_t cases = __stop_rumpus_cases - __start_rumpus_cases;
	const struct atf_case **sorted;

	*n = count;
	if (all || !cases)
		return all;
	sorted = calloc(cases, sizeof(*sorted));
	if (!sorted)
		abort();
	memcpy(sorted, __start_rumpus_cases, cases * sizeof(*sorted));
	qsort(sorted, cases, sizeof(*sorted), by_line);
	for (size_t i = 0; i < cases; i++) {
		if (sorted[i]->fs_body)
			apply(sorted[i]);
		else if (!sweep_matrix())
			add(sorted[i], NULL, NULL);
	}
	free(sorted);
	*n = count;
	return all;
}
