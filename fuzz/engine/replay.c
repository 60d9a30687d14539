/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Replays inputs without a fuzzing engine, and turns one form into the other. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/load.h"
#include "fuzz/engine/sandbox.h"
#include "fuzz/target.h"
#include "kernel/linux/user/linux.h"

static const char usage[] =
    "usage: replay FILE|DIR...            run inputs of either form; 1 if one crashes\n"
    "       replay --log FILE...          the same, with each call, the kernel's log and\n"
    "                                     the faults that fired\n"
    "       replay --edges FILE|DIR...    run inputs; print the places of the kernel's text\n"
    "                                     where an edge was reached\n"
    "       replay --text FILE            print the text form\n"
    "       replay --binary FILE OUT      write the binary form\n"
    "       replay --seeds OUTDIR DIR...  write the binary form of each file of DIR\n"
    "       replay --image FILE OUT       write the patched image\n";

static const char *const outcomes[EXEC_OUTCOMES] = { "clean", "hung", "budget", "crash" };
static int with_log;

__attribute__((noreturn)) static void fail(const char *path, const char *why)
{
	fprintf(stderr, "%s: %s\n", path, why);
	exit(2);
}

static void save(const char *path, const uint8_t *bytes, size_t size)
{
	FILE *f = fopen(path, "w");

	if (!f || fwrite(bytes, 1, size, f) != size || fclose(f) != 0)
		fail(path, strerror(errno));
}

/* Inputs that are read before the first of them is run: then files are out of
 * reach. */
static struct queue {
	struct queued {
		char *path;
		uint8_t *bytes;
		size_t size;
	} * of;
	size_t n;
} queue;

static void enqueue(const char *path, void *arg)
{
	static uint8_t bytes[INPUT_MAX];
	struct queued *q;

	(void)arg;
	queue.of = realloc(queue.of, (queue.n + 1) * sizeof(*queue.of));
	if (!queue.of)
		abort();
	q = &queue.of[queue.n++];
	q->path = strdup(path);
	q->size = load_input(path, bytes);
	q->bytes = malloc(q->size + 1);
	if (!q->path || !q->bytes)
		abort();
	memcpy(q->bytes, bytes, q->size);
}

/* One line for each input: its outcome and, of a crash, what happened. */
static bool replay(const struct queued *q)
{
	char reason[300] = "";
	enum exec_outcome outcome = exec_named(q->path, q->bytes, q->size);

	if (with_log)
		printf("%s", exec_log());
	if (with_log || outcome == EXEC_CRASH)
		fputs(exec_faults(), stdout);
	if (outcome == EXEC_CRASH) {
		harness_reason(exec_splat(), reason, sizeof(reason));
		fputs(exec_splat(), stdout);
	}
	printf("%s: %s%s%s\n", q->path, outcomes[outcome], *reason ? ": " : "", reason);
	return outcome == EXEC_CRASH;
}

static int replay_all(int n, char **paths)
{
	bool crashed = false;

	for (int i = 0; i < n; i++)
		load_each(paths[i], enqueue, NULL);
	exec_sandbox(NULL);
	for (size_t i = 0; i < queue.n; i++) {
		crashed |= replay(&queue.of[i]);
		free(queue.of[i].path);
		free(queue.of[i].bytes);
	}
	free(queue.of);
	return crashed;
}

/* What starting reached is no matter. */
static int print_edges(int n, char **paths)
{
	struct linux_coverage c;

	for (int i = 0; i < n; i++)
		load_each(paths[i], enqueue, NULL);
	if (!linux_coverage(&c))
		fail("kernel", "it has no coverage counters; expected variant fuzz");
	exec_sandbox(NULL);
	memset(c.counters, 0, c.count);
	for (size_t i = 0; i < queue.n; i++)
		exec_run(queue.of[i].bytes, queue.of[i].size);
	for (size_t i = 0; i < c.count; i++)
		if (c.counters[i])
			printf("%#lx\n", (unsigned long)c.pcs[2 * i]);
	return 0;
}

static void save_seed(const char *path, void *dir)
{
	static uint8_t bytes[INPUT_MAX];
	char out[4096];
	const char *name = strrchr(path, '/');

	snprintf(out, sizeof(out), "%s/%s", (const char *)dir, name ? name + 1 : path);
	save(out, bytes, load_input(path, bytes));
}

static int convert(int argc, char **argv)
{
	static uint8_t bytes[INPUT_MAX];
	static struct input in;
	size_t size;

	if (strcmp(argv[1], "--seeds") == 0 && argc > 3) {
		mkdir(argv[2], 0777);
		for (int i = 3; i < argc; i++)
			load_each(argv[i], save_seed, argv[2]);
		return 0;
	}
	if (argc < 3)
		return 2;
	size = load_input(argv[2], bytes);
	input_decode(&in, exec_model(), bytes, size);
	if (strcmp(argv[1], "--text") == 0 && argc == 3)
		input_print(&in, exec_model(), stdout);
	else if (strcmp(argv[1], "--binary") == 0 && argc == 4)
		save(argv[3], bytes, size);
	else if (strcmp(argv[1], "--image") == 0 && argc == 4 && exec_model()->image[0].size)
		disk_save(exec_patch(&in), argv[3]);
	else
		return 2;
	return 0;
}

int main(int argc, char **argv)
{
	int status;

	if (argc < 2) {
		fputs(usage, stderr);
		return 2;
	}
	exec_start();
	with_log = strcmp(argv[1], "--log") == 0;
	program_trace = with_log ? stdout : NULL;
	if (strcmp(argv[1], "--edges") == 0)
		return print_edges(argc - 2, argv + 2);
	if (argv[1][0] == '-' && !with_log) {
		status = convert(argc, argv);
		if (status)
			fputs(usage, stderr);
	} else {
		status = replay_all(argc - 1 - with_log, argv + 1 + with_log);
	}
	exec_stop();
	return status;
}
