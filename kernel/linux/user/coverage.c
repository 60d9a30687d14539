/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Sanitizer coverage of the image.  The kernel's code was instrumented, but the
 * fuzzing engine is linked into the host program: the two meet here, where the
 * program has one.
 */
#include <stdlib.h>

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

static const char *wanted; /* files, see linux_coverage_of() */

void linux_coverage_of(const char *sources)
{
	wanted = sources;
}

/* Counters of one kind of text from number `from` on. */
static void hand_over(size_t from, size_t to)
{
	uint8_t *counters = (uint8_t *)covered->counters;
	const uintptr_t *pcs = (const uintptr_t *)covered->pcs;

	__sanitizer_cov_8bit_counters_init(counters + from, counters + to);
	if (__sanitizer_cov_pcs_init)
		__sanitizer_cov_pcs_init(pcs + 2 * from, pcs + 2 * to);
}

/* The runs of counters that lie in the text; false: there are none. */
static bool hand_over_text(const struct linux_text *text, size_t count)
{
	const uintptr_t *pcs = (const uintptr_t *)covered->pcs;
	bool any = false;

	for (size_t from = 0, to; from < count; from = to) {
		const bool in = linux_text_has(text, pcs[2 * from]);

		for (to = from + 1; to < count && linux_text_has(text, pcs[2 * to]) == in; to++)
			;
		if (in)
			hand_over(from, to);
		any |= in;
	}
	return any;
}

bool linux_coverage_register(const struct rump_image *image)
{
	const size_t count = image->counters_end - image->counters;
	struct linux_text text = { 0 };

	covered = count ? image : NULL;
	if (!covered || !__sanitizer_cov_8bit_counters_init)
		return false;
	if (!wanted || !linux_text_of(wanted, &text) || !hand_over_text(&text, count))
		hand_over(0, count);
	free(text.span);
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
