/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a kernel holds. */
#include <string.h>

#include "harness/internal.h"

int kern_memory(struct kern *k, struct kern_memory *kind, size_t max)
{
	if (!k->ops->memory)
		kern_cannot(k, "counts of memory");
	return k->ops->memory(k->impl, kind, max);
}

struct kern_memory *kern_memory_find(struct kern_memory *kind, size_t n, const char *name,
    size_t at)
{
	if (at < n && !strcmp(kind[at].name, name))
		return &kind[at];
	for (size_t i = 0; i < n; i++)
		if (!strcmp(kind[i].name, name))
			return &kind[i];
	return NULL;
}
