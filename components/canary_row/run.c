/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <fcntl.h>
#include <string.h>

#include "components/canary_row/row.h"
#include "harness/harness.h"
#include "harness/runner.h"

static int fd;

static void set_up(struct kern *k)
{
	fd = kern_open(k, "/dev/canary", O_WRONLY);
	if (fd < 0)
		harness_failf("/dev/canary: %s", strerrorname_np(-fd));
}

static void input(struct kern *k, const uint8_t *bytes, size_t size)
{
	static struct records r;

	records_decode(&r, row_kinds, bytes, size);
	for (size_t i = 0; i < r.n && kern_alive(k); i++) {
		if (r.of[i].kind == ROW_WRITE)
			kern_write(k, fd, r.of[i].bytes, r.of[i].number);
		else
			kern_advance(k, r.of[i].number * 1000000ull);
	}
}

FUZZ_RUNNER(canary_row, .boot = "canary", .set_up = set_up, .input = input);
