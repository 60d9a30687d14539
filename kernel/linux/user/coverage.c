/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Sanitizer coverage of the image.  The kernel's code was instrumented, but the
 * fuzzing engine is linked into the host program: the two meet here, where the
 * program has one.
 */
#include "kernel/linux/user/linux.h"

#define WEAK __attribute__((weak))

WEAK void __sanitizer_cov_8bit_counters_init(uint8_t *start, uint8_t *stop);
WEAK void __sanitizer_cov_pcs_init(const uintptr_t *start, const uintptr_t *stop);
WEAK void __sanitizer_cov_trace_cmp1(uint8_t, uint8_t);
WEAK void __sanitizer_cov_trace_cmp2(uint16_t, uint16_t);
WEAK void __sanitizer_cov_trace_cmp4(uint32_t, uint32_t);
WEAK void __sanitizer_cov_trace_cmp8(uint64_t, uint64_t);
WEAK void __sanitizer_cov_trace_const_cmp1(uint8_t, uint8_t);
WEAK void __sanitizer_cov_trace_const_cmp2(uint16_t, uint16_t);
WEAK void __sanitizer_cov_trace_const_cmp4(uint32_t, uint32_t);
WEAK void __sanitizer_cov_trace_const_cmp8(uint64_t, uint64_t);
WEAK void __sanitizer_cov_trace_switch(uint64_t, uint64_t *);

static const struct rump_image *covered;

bool linux_coverage_register(const struct rump_image *image)
{
	covered = image->counters < image->counters_end ? image : NULL;
	if (!covered || !__sanitizer_cov_8bit_counters_init)
		return false;
	__sanitizer_cov_8bit_counters_init((uint8_t *)image->counters,
	    (uint8_t *)image->counters_end);
	if (__sanitizer_cov_pcs_init)
		__sanitizer_cov_pcs_init((const uintptr_t *)image->pcs,
		    (const uintptr_t *)image->pcs_end);
	return true;
}

/* Drivers are handed buffers of this process, and compare where they are.  No input
 * has a use for such a word, and where the host put them differs from process to
 * process: with it would differ what an engine makes of one seed.  All that the
 * kernel has lies below. */
static bool in_host(uint64_t word)
{
	return word >> 46 == 1; /* [64 TiB, 128 TiB): the program, its heap, libraries, stack */
}

/* The engine's functions look at their return address: these jump there. */
static void trace_cmp8(uint64_t a, uint64_t b)
{
	if (!in_host(a) && !in_host(b))
		__sanitizer_cov_trace_cmp8(a, b);
}

static void trace_const_cmp8(uint64_t a, uint64_t b)
{
	if (!in_host(b))
		__sanitizer_cov_trace_const_cmp8(a, b);
}

void linux_coverage_connect(struct rump_host *host)
{
	host->trace_cmp1 = __sanitizer_cov_trace_cmp1;
	host->trace_cmp2 = __sanitizer_cov_trace_cmp2;
	host->trace_cmp4 = __sanitizer_cov_trace_cmp4;
	host->trace_cmp8 = __sanitizer_cov_trace_cmp8 ? trace_cmp8 : NULL;
	host->trace_const_cmp1 = __sanitizer_cov_trace_const_cmp1;
	host->trace_const_cmp2 = __sanitizer_cov_trace_const_cmp2;
	host->trace_const_cmp4 = __sanitizer_cov_trace_const_cmp4;
	host->trace_const_cmp8 = __sanitizer_cov_trace_const_cmp8 ? trace_const_cmp8 : NULL;
	host->trace_switch = __sanitizer_cov_trace_switch;
}

bool linux_coverage(struct linux_coverage *coverage)
{
	if (!covered || !linux_image_path())
		return false;
	coverage->counters = (uint8_t *)covered->counters;
	coverage->count = covered->counters_end - covered->counters;
	coverage->pcs = (const uintptr_t *)covered->pcs;
	return true;
}
