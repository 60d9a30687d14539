/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Rounds of a sweep in one process, all oracles but the external checker. */
#include <stdio.h>

#include "bench/measure.h"
#include "harness/harness.h"
#include "harness/sweep.h"

#define SAMPLES 15

/* As much as a function of the matrix does. */
static void body(struct fs *fs)
{
	char data[4096] = "";

	if (kern_mkdir(fs->k, "/mnt/d", 0755) || kern_put(fs->k, "/mnt/d/f", data, sizeof(data)) ||
	    kern_rename(fs->k, "/mnt/d/f", "/mnt/g") ||
	    kern_get(fs->k, "/mnt/g", data, sizeof(data)) != sizeof(data) || kern_sync(fs->k) ||
	    kern_unlink(fs->k, "/mnt/g") || kern_rmdir(fs->k, "/mnt/d"))
		harness_failf("a call failed");
}

static uint64_t rounds_of(struct sweep_worker *w, const char *call, size_t i, const char *error)
{
	const uint64_t seen = sweep_worker_seen(w, i);
	char text[64];

	for (uint64_t n = 1; n <= seen; n++) {
		snprintf(text, sizeof(text), "%s:%llu=%s", call, (unsigned long long)n, error);
		sweep_worker_round(w, text);
		snprintf(text, sizeof(text), "%s:%llu..%llu=%s", call, (unsigned long long)n,
		    (unsigned long long)n + 300, error);
		sweep_worker_round(w, text);
	}
	return 2 * seen;
}

int main(void)
{
	static double rate[SAMPLES];
	const struct sweep sweep = {
		.comp = component_find("ext4"),
		.body = body,
		.fault = { "read:%=EIO", "write:%=EIO", "flush:%=EIO", "alloc:%+300=ENOMEM" },
	};

	for (int i = 0; i < SAMPLES; i++) {
		/* Each time anew: a disk that was seen before is not read again. */
		struct sweep_worker *w = sweep_worker_open(&sweep);
		const uint64_t start = measure_now();
		uint64_t rounds = rounds_of(w, "read", 0, "EIO");

		rounds += rounds_of(w, "write", 1, "EIO");
		rounds += rounds_of(w, "flush", 2, "EIO");
		rounds += rounds_of(w, "alloc", 3, "ENOMEM");
		rate[i] = rounds * 1e9 / (measure_now() - start);
		sweep_worker_close(w);
	}
	measure_row("sweep.ext4.rounds", "1/s", rate, SAMPLES);
	return 0;
}
