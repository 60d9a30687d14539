/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The components that were linked in, sorted by name. */
#include <stdlib.h>
#include <string.h>

#include "harness/component.h"

extern const struct component *__start_rumpus_components[] __attribute__((weak));
extern const struct component *__stop_rumpus_components[] __attribute__((weak));

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const struct component *const *)a)->name,
	    (*(const struct component *const *)b)->name);
}

const struct component *const *components(size_t *n)
{
	static const struct component **sorted;
	const size_t count = __stop_rumpus_components - __start_rumpus_components;

	if (!sorted) {
		sorted = malloc((count + 1) * sizeof(*sorted));
		if (!sorted)
			abort();
		if (count)
			memcpy(sorted, __start_rumpus_components, count * sizeof(*sorted));
		qsort(sorted, count, sizeof(*sorted), by_name);
	}
	*n = count;
	return sorted;
}

const struct component *component_find(const char *name)
{
	size_t n;
	const struct component *const *all = components(&n);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(all[i]->name, name))
			return all[i];
	return NULL;
}

const char *component_complaint(const struct component *c, const char *log)
{
	const size_t size = strlen(log);

	for (const char *text = c->complains; text && *text;) {
		const size_t len = strcspn(text, "|");
		const char *found = memmem(log, size, text, len);

		if (found)
			return found;
		text += len + (text[len] == '|');
	}
	return NULL;
}
