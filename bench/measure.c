/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Clock, samples and rows. */
#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "harness/harness.h"

#define MIB (1 << 20)

uint64_t measure_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static int by_value(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

void measure_row(const char *name, const char *unit, double *samples, int n)
{
	qsort(samples, n, sizeof(*samples), by_value);
	printf("%s\t%s\t%.4g\t%.4g\t%d\n", name, unit, samples[0], samples[n / 2], n);
	fflush(stdout);
}

/* Puts /f into a copy of the component's own image, by the kernel itself. */
static void make_image(const char *path)
{
	struct disk *d = disk_open("ext4/small");
	struct kern *k = kern_boot("ext4");
	char data[4096];

	if (d->size != 8 * MIB)
		harness_failf("image %s: %llu bytes, expected 8 MiB", d->name,
		    (unsigned long long)d->size);
	memset(data, 'f', sizeof(data));
	if (kern_mount(k, d, "/mnt", "ext4", NULL) || kern_put(k, "/mnt/f", data, sizeof(data)) ||
	    kern_umount(k, "/mnt"))
		harness_failf("image %s: can not be filled", d->name);
	kern_halt(k);
	disk_save(d, path);
	disk_close(d);
}

const char *measure_image(void)
{
	static char path[4096];

	snprintf(path, sizeof(path), "%s/bench/ext4.img", harness_build());
	if (access(path, R_OK))
		make_image(path);
	return path;
}

void measure_check(long result, const char *what)
{
	if (result < 0)
		harness_failf("%s: %s", what, strerrorname_np(-result));
}
