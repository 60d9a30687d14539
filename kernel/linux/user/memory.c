/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the kernel has allocated. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/linux/user/linux.h"

int linux_memory(struct kern_impl *k, struct kern_memory *out, size_t max)
{
	struct rump_memory *kind = calloc(max + 1, sizeof(*kind));
	const int ctx = linux_idle_context(k);
	long n = -ENOMEM;

	if (ctx < 0)
		n = k->now.end ? -ENOTRECOVERABLE : ctx;
	else if (kind)
		n = linux_work(k, ctx,
		    &(struct rump_work){ .op = RUMP_OP_MEMORY, .arg = { (long)kind, max } }, 0);
	for (long i = 0; i < n && i < (long)max; i++) {
		memcpy(out[i].name, kind[i].name, sizeof(out[i].name));
		out[i].size = kind[i].size;
		out[i].objects = kind[i].objects;
	}
	free(kind);
	return n;
}
