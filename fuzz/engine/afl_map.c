/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A file of its own: AFL++'s compiler declares its map in what it compiles and
 * would give the one declared here another name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/afl_map.h"
#include "kernel/linux/user/linux.h"

extern uint8_t *__afl_area_ptr;
void __sanitizer_cov_trace_pc_guard_init(uint32_t *start, uint32_t *stop);

static size_t first; /* the kernel's part of the map begins here */

static struct linux_coverage coverage(void)
{
	struct linux_coverage c;

	if (!linux_coverage(&c)) {
		fprintf(stderr, "this kernel has no coverage counters; expected variant fuzz\n");
		exit(2);
	}
	return c;
}

/* A module with that many guards is how AFL++'s runtime learns of edges. */
void afl_map_reserve(void)
{
	size_t count = coverage().count;
	uint32_t *guards = calloc(count, sizeof(*guards));

	if (!guards)
		abort();
	__sanitizer_cov_trace_pc_guard_init(guards, guards + count);
	first = guards[0];
	free(guards);
}

void afl_map_clear(void)
{
	struct linux_coverage c = coverage();

	memset(c.counters, 0, c.count);
}

void afl_map_publish(void)
{
	struct linux_coverage c = coverage();

	memcpy(__afl_area_ptr + first, c.counters, c.count);
}
