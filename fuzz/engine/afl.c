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
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "fuzz/engine/afl_map.h"
#include "fuzz/engine/report.h"
#include "fuzz/engine/sandbox.h"

/* Inputs that a child takes before a fresh one comes. */
#define INPUTS 200000

__AFL_FUZZ_INIT();

int main(void)
{
	enum exec_outcome outcome;
	const uint8_t *data;

	exec_every = EXEC_EVERY;
	exec_start();
	afl_map_reserve();
	exec_stop();
	__AFL_INIT();
	/* A child that waits, stopped, for its next input must not outlive the fork
	 * server: afl-fuzz ends that one, and forgets the child. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	exec_start();
	report_start();
	exec_sandbox(NULL);
	data = __AFL_FUZZ_TESTCASE_BUF;
	while (__AFL_LOOP(INPUTS)) {
		afl_map_clear();
		outcome = exec_run(data, __AFL_FUZZ_TESTCASE_LEN);
		afl_map_publish();
		report_progress();
		if (outcome == EXEC_CRASH) {
			report_crash(data, __AFL_FUZZ_TESTCASE_LEN);
			abort(); /* in any case: AFL++ counts signals */
		}
	}
	return 0;
}
