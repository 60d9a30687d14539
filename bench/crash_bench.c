/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Crash states: mounted, walked, judged and unmounted, without the real checker. */
#include <stdio.h>

#include "bench/measure.h"
#include "harness/crash.h"

#define SAMPLES 20
#define STATES 1000

static void must(long result)
{
	if (result < 0)
		harness_failf("a call of the body: %ld", result);
}

static void put(struct fs *fs, const char *path, size_t len)
{
	static char data[16384];
	const int fd = kern_open(fs->k, path, O_RDWR | O_CREAT, 0644);

	must(fd);
	must(kern_pwrite(fs->k, fd, data, len, 0));
	must(kern_fsync(fs->k, fd));
	must(kern_close(fs->k, fd));
}

static void body(struct fs *fs)
{
	char from[32], to[32];

	must(kern_mkdir(fs->k, "/mnt/d", 0755));
	for (int i = 0; i < 16; i++) {
		snprintf(from, sizeof(from), "/mnt/file-%d", i);
		snprintf(to, sizeof(to), "/mnt/d/file-%d", i % 5);
		put(fs, from, 1000 * i);
		must(kern_rename(fs->k, from, to));
	}
	must(kern_sync(fs->k));
}

int main(void)
{
	static double rate[SAMPLES];
	const struct component *ext4 = component_find("ext4");
	struct crash *c = crash_record(ext4, ext4->crash, body);
	const struct crash_conf conf = { .bounds.states = STATES };
	struct crash_tally tally;
	struct crash_state bad;

	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t start = measure_now();
		const char *what = crash_judge(c, &conf, &tally, &bad);

		if (what)
			harness_failf("%s: %s", bad.choice, what);
		rate[i] = tally.distinct * 1e9 / (measure_now() - start);
	}
	measure_row("crash.ext4.states", "1/s", rate, SAMPLES);
	crash_free(c);
	return 0;
}
