/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * A restored kernel for each case, with each file system: restore, mount, read.
 * Read is /f of 4096 bytes on ext4, the root directory on the others, whose images
 * are empty.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "bench/measure.h"
#include "harness/component.h"
#include "harness/harness.h"
#include "kernel/kern.h"

#define SAMPLES 10
#define CASES 50

static bool is_ext4(const struct fs *fs)
{
	return !strcmp(fs->comp->name, "ext4");
}

static void read_one(struct fs *fs)
{
	char data[4096];
	int fd;

	if (is_ext4(fs)) {
		if (kern_get(fs->k, "/mnt/f", data, sizeof(data)) != sizeof(data))
			harness_failf("read failed");
		return;
	}
	fd = kern_open(fs->k, fs->dir, O_RDONLY | O_DIRECTORY, 0);
	if (fd < 0 || kern_call(fs->k, KERN_GETDENTS, fd, (long)data, sizeof(data)) < 0)
		harness_failf("%s: the root can not be read", fs->comp->name);
	kern_close(fs->k, fd);
}

/* One case as the function matrix or a fuzzer has it. */
static void restore_and_read(struct fs *fs)
{
	kern_restore(fs->k);
	fs_mount(fs, NULL);
	read_one(fs);
}

static void row(const struct component *c)
{
	static double rate[SAMPLES];
	struct fs fs = fs_open(c, strcmp(c->name, "ext4") ? NULL : measure_image());
	char name[64];

	fs_umount(&fs);
	kern_snapshot(fs.k);
	for (int i = 0; i < CASES; i++) /* learns which pages get dirty */
		restore_and_read(&fs);
	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t start = measure_now();

		for (int j = 0; j < CASES; j++)
			restore_and_read(&fs);
		rate[i] = CASES * 1e9 / (measure_now() - start);
	}
	snprintf(name, sizeof(name), "restore.%s", c->name);
	measure_row(name, "1/s", rate, SAMPLES);
	kern_restore(fs.k);
	kern_halt(fs.k);
	if (fs.disk)
		disk_close(fs.disk);
}

int main(void)
{
	size_t n;
	const struct component *const *all = components(&n);

	for (size_t i = 0; i < n; i++)
		if (all[i]->type)
			row(all[i]);
	return 0;
}
