/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Inside one process: system calls, and a restored kernel for each case. */
#include "bench/measure.h"
#include "harness/harness.h"
#include "kernel/kern.h"

#define SAMPLES 50
#define CALLS 100000
#define CASES 500

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

/* One case as the function matrix or a fuzzer has it. */
static void mount_and_read(struct kern *k, struct disk *d)
{
	char data[4096];

	kern_restore(k);
	if (kern_mount(k, d, "/mnt", "ext4", NULL) ||
	    kern_get(k, "/mnt/f", data, sizeof(data)) != sizeof(data))
		harness_failf("mount or read failed");
}

static void restore_row(struct kern *k, struct disk *d)
{
	static double rate[SAMPLES];

	kern_disk(k, d);
	kern_snapshot(k);
	for (int i = 0; i < CASES; i++) /* learns which pages get dirty */
		mount_and_read(k, d);
	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t start = measure_now();

		for (int j = 0; j < CASES; j++)
			mount_and_read(k, d);
		rate[i] = CASES * 1e9 / (measure_now() - start);
	}
	measure_row("restore.ext4", "1/s", rate, SAMPLES);
}

int main(void)
{
	const char *image = measure_image();
	struct kern *k = kern_boot("ext4");
	struct disk *d = disk_open(image);

	getpid_row(k);
	restore_row(k, d);
	kern_halt(k);
	disk_close(d);
	return 0;
}
