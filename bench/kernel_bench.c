/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* System calls. */
#include "bench/measure.h"
#include "harness/harness.h"
#include "kernel/kern.h"

#define SAMPLES 50
#define CALLS 100000

static void getpid_row(struct kern *k)
{
	static double us[SAMPLES];

	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t start = measure_now();

		for (int j = 0; j < CALLS; j++)
			kern_call(k, KERN_GETPID, 0);
		us[i] = (measure_now() - start) / 1e3 / CALLS;
	}
	measure_row("syscall.getpid", "us", us, SAMPLES);
}

int main(void)
{
	struct kern *k = kern_boot("ext4");

	getpid_row(k);
	kern_halt(k);
	return 0;
}
