/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz/engine/report.h"

#define EVERY 256

static int stats_fd = -1;

static void write_counts(void)
{
	char line[128];
	uint64_t all = 0;
	int len;

	for (int i = 0; i < EXEC_OUTCOMES; i++)
		all += exec_count[i];
	/* Lines never get shorter: the file is whole after each write. */
	len = snprintf(line, sizeof(line), "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", all,
	    exec_count[EXEC_HUNG], exec_count[EXEC_BUDGET], exec_count[EXEC_CRASH]);
	if (pwrite(stats_fd, line, len, 0) != len)
		stats_fd = -1;
}

static int open_stats(void)
{
	const char *prefix = getenv("RUMPUS_FUZZ_STATS");
	char path[512];

	if (!prefix)
		return -1;
	snprintf(path, sizeof(path), "%s.%d", prefix, (int)getpid());
	stats_fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (stats_fd >= 0)
		atexit(write_counts);
	return stats_fd;
}

void report_progress(void)
{
	static unsigned inputs;

	if (inputs == 0)
		open_stats();
	if (++inputs % EVERY == 0 && stats_fd >= 0)
		write_counts();
}

void report_crash(void)
{
	fprintf(stderr, "\n-- kernel log --\n%s\n-- splat --\n%s\n", exec_log(), exec_splat());
	if (stats_fd >= 0)
		write_counts();
	abort();
}
