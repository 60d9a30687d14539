/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fuzz/engine/report.h"
#include "fuzz/triage/stack.h"

#define EVERY 256

static int stats_fd = -1;

static void write_counts(void)
{
	char line[128];
	uint64_t all = 0;
	int len;

	for (int i = 0; i < EXEC_OUTCOMES; i++)
		all += exec_count[i];
	/* Executions, those that hung, ran out of budget, crashed, mounted; milliseconds.
	 * Lines never get shorter: the file is whole after each write. */
	len = snprintf(line, sizeof(line),
	    "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %ld\n", all,
	    exec_count[EXEC_HUNG], exec_count[EXEC_BUDGET], exec_count[EXEC_CRASH], exec_mounted,
	    clock() / (CLOCKS_PER_SEC / 1000));
	if (pwrite(stats_fd, line, len, 0) != len)
		stats_fd = -1;
}

void report_start(void)
{
	const char *prefix = getenv("RUMPUS_FUZZ_STATS");
	char path[512];

	if (!prefix)
		return;
	snprintf(path, sizeof(path), "%s.%d", prefix, (int)getpid());
	stats_fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (stats_fd >= 0)
		atexit(write_counts);
}

void report_progress(void)
{
	static unsigned inputs;

	if (++inputs % EVERY == 0 && stats_fd >= 0)
		write_counts();
}

/* A hash of what tells the defect from others. */
static uint64_t defect_hash(const char *splat)
{
	uint64_t hash = 0xcbf29ce484222325ull;
	char key[STACK_TEXT];
	struct stack stack;

	stack_of(splat, &stack);
	stack_key(&stack, key);
	for (const char *p = key; *p; p++)
		hash = (hash ^ (uint8_t)*p) * 0x100000001b3ull;
	return hash;
}

static void __attribute__((noreturn)) can_not_write(const char *path)
{
	fprintf(stderr, "fuzz: %s: can not be written: %s\n", path, strerror(errno));
	exit(2);
}

static void write_file(const char *path, const void *data, size_t size)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(data, 1, size, f) != size || fclose(f))
		can_not_write(path);
}

/* The input as text, the faults that fired, what happened. */
static void print_report(const uint8_t *data, size_t size, FILE *to)
{
	static struct input in;
	const char *faults = exec_faults();

	if (*faults)
		fprintf(to, "-- faults fired --\n%s", faults);
	fprintf(to, "-- splat --\n%s", exec_splat());
	fputs("-- input --\n", to);
	input_decode(&in, exec_model(), data, size);
	input_print(&in, exec_model(), to);
}

static void write_report(const char *path, const uint8_t *data, size_t size)
{
	FILE *f = fopen(path, "w");

	if (f)
		print_report(data, size, f);
	if (!f || fclose(f))
		can_not_write(path);
}

/* Keeps input and report of a defect that was not seen before. */
static void keep(const char *folder, const uint8_t *data, size_t size)
{
	char path[512];
	int len =
	    snprintf(path, sizeof(path), "%s/crash-%016" PRIx64, folder, defect_hash(exec_splat()));

	if (access(path, F_OK) == 0)
		return;
	write_file(path, data, size);
	snprintf(path + len, sizeof(path) - len, ".report");
	write_report(path, data, size);
}

void report_crash(const uint8_t *data, size_t size)
{
	const char *folder = getenv("RUMPUS_FUZZ_FINDINGS");

	if (stats_fd >= 0)
		write_counts();
	if (folder) {
		keep(folder, data, size);
		return;
	}
	fprintf(stderr, "\n-- kernel log --\n%s\n", exec_log());
	print_report(data, size, stderr);
	abort();
}
