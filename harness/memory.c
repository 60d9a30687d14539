/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a kernel holds. */
#include "harness/internal.h"

int kern_memory(struct kern *k, struct kern_memory *kind, size_t max)
{
	if (!k->ops->memory)
		kern_cannot(k, "counts of memory");
	return k->ops->memory(k->impl, kind, max);
}
