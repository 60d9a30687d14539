/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Fewer faults: a defect that needs none is a worse one. */
#include "fuzz/input/faults.h"
#include "fuzz/triage/reduce.h"

static uint32_t count_faults(const struct input *in, uint32_t which)
{
	(void)which;
	return in->nfault;
}

static bool without_faults(struct input *in, uint32_t which, uint32_t at, uint32_t to)
{
	(void)which;
	while (to-- > at)
		input_fault_drop(in, to);
	return true;
}

bool reduce_faults(struct reducer *r)
{
	return reduce_runs(r, count_faults, without_faults, 0);
}
