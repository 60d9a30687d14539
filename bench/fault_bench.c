/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the layer of faults costs with no fault set.  Two kernels, one with the
 * layer and one without, each in a process of its own, take turns, so that what
 * else the machine does meets both.
 */
#include <stdlib.h>
#include <unistd.h>

#include "bench/measure.h"
#include "harness/harness.h"

#define SAMPLES 50
#define CASES 500

static void mount_and_read(struct kern *k, struct disk *d)
{
	char data[4096];

	kern_restore(k);
	if (kern_mount(k, d, "/mnt", "ext4", NULL) ||
	    kern_get(k, "/mnt/f", data, sizeof(data)) != sizeof(data))
		harness_failf("mount or read failed");
}

/* Answers each byte read with the time that CASES cases took. */
static void serve(int in, int out, bool layer)
{
	struct disk *d = disk_open(measure_image());
	struct kern *k = kern_boot("ext4");
	char turn;

	kern_disk(k, d);
	if (layer) {
		kern_fault(k, "write:1=EIO");
		kern_fault_clear(k);
	}
	kern_snapshot(k);
	while (read(in, &turn, 1) == 1) {
		const uint64_t start = measure_now();
		double ns;

		for (int i = 0; i < CASES; i++)
			mount_and_read(k, d);
		ns = measure_now() - start;
		if (write(out, &ns, sizeof(ns)) != sizeof(ns))
			break;
	}
	kern_halt(k);
	exit(0);
}

struct server {
	int ask, answer;
};

static struct server start(bool layer)
{
	int ask[2], answer[2];

	if (pipe(ask) || pipe(answer))
		abort();
	switch (fork()) {
	case -1:
		abort();
	case 0:
		close(ask[1]);
		serve(ask[0], answer[1], layer);
	}
	close(ask[0]);
	close(answer[1]);
	return (struct server){ ask[1], answer[0] };
}

static double turn(const struct server *s)
{
	double ns;

	if (write(s->ask, "", 1) != 1 || read(s->answer, &ns, sizeof(ns)) != sizeof(ns))
		exit(1);
	return CASES * 1e9 / ns;
}

int main(void)
{
	static double with[SAMPLES], cost[SAMPLES];
	struct server bare, layered;

	measure_image();
	bare = start(false);
	layered = start(true);
	turn(&bare); /* learns which pages get dirty */
	turn(&layered);
	for (int i = 0; i < SAMPLES; i++) {
		const double without = turn(&bare);

		with[i] = turn(&layered);
		cost[i] = 100 * (without / with[i] - 1);
	}
	measure_row("restore.ext4.faults", "1/s", with, SAMPLES);
	measure_row("faults.cost", "%", cost, SAMPLES);
	return 0;
}
