/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A set of hashes: what was judged before. */
#include <stdlib.h>

#include "harness/crash_internal.h"

static bool insert(struct crash_seen *s, uint64_t hash)
{
	size_t at = hash & (s->size - 1);

	while (s->slot[at] && s->slot[at] != hash)
		at = (at + 1) & (s->size - 1);
	if (s->slot[at])
		return false;
	s->slot[at] = hash;
	s->used++;
	return true;
}

static void grow(struct crash_seen *s)
{
	struct crash_seen bigger = { .size = s->size ? 2 * s->size : 1024 };

	bigger.slot = calloc(bigger.size, sizeof(*bigger.slot));
	if (!bigger.slot)
		harness_failf("crash states: out of memory");
	for (size_t i = 0; i < s->size; i++)
		if (s->slot[i])
			insert(&bigger, s->slot[i]);
	free(s->slot);
	*s = bigger;
}

bool crash_seen_add(struct crash_seen *s, uint64_t hash)
{
	if (2 * s->used >= s->size)
		grow(s);
	return insert(s, hash ? hash : 1);
}

void crash_seen_free(struct crash_seen *s)
{
	free(s->slot);
	*s = (struct crash_seen){ 0 };
}
