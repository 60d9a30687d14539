/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * AFL++: persistent mode, inputs in shared memory.  Compiled by its compiler,
 * which brings its runtime.
 *
 * The kernel's memory is shared between a process and its children, so that a
 * fork server can not hand out a booted kernel: each child boots its own.  The
 * parent boots one only to learn how many counters there are, because the size
 * of AFL's map must be known before the fork server starts.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz/engine/report.h"
#include "kernel/linux/user/linux.h"

/* Inputs that a child takes before a fresh one comes. */
#define INPUTS 200000

extern uint8_t *__afl_area_ptr;
void __sanitizer_cov_trace_pc_guard_init(uint32_t *start, uint32_t *stop);

__AFL_FUZZ_INIT();

/* Makes room for the kernel's counters in AFL's map; where it begins there. */
static uint32_t reserve(void)
{
	struct linux_coverage coverage;
	uint32_t *guards, first;

	exec_start();
	if (!linux_coverage(&coverage)) {
		fprintf(stderr, "this kernel has no coverage counters; expected variant fuzz\n");
		exit(2);
	}
	exec_stop();
	guards = calloc(coverage.count, sizeof(*guards));
	if (!guards)
		abort();
	__sanitizer_cov_trace_pc_guard_init(guards, guards + coverage.count);
	first = guards[0];
	free(guards);
	return first;
}

int main(void)
{
	uint32_t first = reserve();
	struct linux_coverage coverage;
	enum exec_outcome outcome;
	const uint8_t *data;

	__AFL_INIT();
	exec_start();
	linux_coverage(&coverage);
	data = __AFL_FUZZ_TESTCASE_BUF;
	while (__AFL_LOOP(INPUTS)) {
		memset(coverage.counters, 0, coverage.count);
		outcome = exec_run(data, __AFL_FUZZ_TESTCASE_LEN);
		memcpy(__afl_area_ptr + first, coverage.counters, coverage.count);
		report_progress();
		if (outcome == EXEC_CRASH)
			report_crash();
	}
	return 0;
}
