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
#include "fuzz/engine/stability.h"
#include "fuzz/target.h"
#include "kernel/linux/user/linux.h"

static const char usage[] =
    "usage: replay FILE|DIR...            run inputs of either form; 1 if one crashes\n"
    "       replay --log FILE...          the same, with each call, the kernel's log and\n"
    "                                     the faults that fired\n"
    "       replay --stability FILE|DIR... the share of edges that each input reaches as often\n"
    "                                     each time, whatever ran before; 1 if not 100 %\n"
    "       replay --edges FILE|DIR...    run inputs; print the places of the kernel's text\n"
    "                                     where an edge was reached\n"
    "       replay --text FILE            print the text form\n"
    "       replay --binary FILE OUT      write the binary form\n"
    "       replay --seeds OUTDIR DIR...  write the binary form of each file of DIR\n"
    "       replay --image FILE OUT       write the patched image\n"
    "       replay --components           print the components that are booted\n";

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
	struct stability_input *of;
	size_t n;
} queue;

static void enqueue(const char *path, void *arg)
{
	static uint8_t bytes[INPUT_MAX];
	struct stability_input *q;
	uint8_t *copy;

	(void)arg;
	queue.of = realloc(queue.of, (queue.n + 1) * sizeof(*queue.of));
	if (!queue.of)
		abort();
	q = &queue.of[queue.n++];
	q->path = strdup(path);
	q->size = load_input(path, bytes);
	q->bytes = copy = malloc(q->size + 1);
	if (!q->path || !copy)
		abort();
	memcpy(copy, bytes, q->size);
}

/* Reads all, and enters the sandbox. */
static void read_queue(int n, char **paths)
{
	for (int i = 0; i < n; i++)
		load_each(paths[i], enqueue, NULL);
	exec_sandbox(NULL);
}

static void free_queue(void)
{
	for (size_t i = 0; i < queue.n; i++) {
		free((void *)queue.of[i].path);
		free((void *)queue.of[i].bytes);
	}
	free(queue.of);
}

/* One line for each input: its outcome and, of a crash, what happened. */
static bool replay(const struct stability_input *q)
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

static int replay_all(void)
{
	bool crashed = false;

	for (size_t i = 0; i < queue.n; i++)
		crashed |= replay(&queue.of[i]);
	return crashed;
}

/* Prints the share in percent, the edges and the inputs. */
static int show_stability(void)
{
	struct stability result;

	if (stability_measure(queue.of, queue.n, &result))
		fail("stability", "the kernel counts no edges; expected variant fuzz");
	printf("stability: %.2f %%, %zu edges, %zu inputs\n",
	    result.edges ? 100.0 - 100.0 * result.varied / result.edges : 0.0, result.edges,
	    queue.n);
	return result.varied || !result.edges;
}

/* What starting reached is no matter. */
static int print_edges(void)
{
	struct linux_coverage c;

	if (!linux_coverage(&c))
		fail("kernel", "it has no coverage counters; expected variant fuzz");
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

static void print_row(const uint8_t *bytes, size_t size)
{
	struct records row;

	records_decode(&row, fuzz_target.records, bytes, size);
	records_print(&row, fuzz_target.records, stdout);
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
	if (strcmp(argv[1], "--text") == 0 && argc == 3 && fuzz_target.records)
		print_row(bytes, size);
	else if (strcmp(argv[1], "--text") == 0 && argc == 3)
		input_print(&in, exec_model(), stdout);
	else if (strcmp(argv[1], "--binary") == 0 && argc == 4)
		save(argv[3], bytes, size);
	else if (strcmp(argv[1], "--image") == 0 && argc == 4 && exec_patch(&in))
		disk_save(exec_patch(&in), argv[3]);
	else
		return 2;
	return 0;
}

/* What is done with the inputs of the command line, all of them read before. */
static int run_queue(int n, char **paths, int (*run)(void))
{
	int status;

	read_queue(n, paths);
	status = run();
	free_queue();
	return status;
}

int main(int argc, char **argv)
{
	int status;

	if (argc < 2) {
		fputs(usage, stderr);
		return 2;
	}
	if (strcmp(argv[1], "--components") == 0 && argc == 2) {
		exec_print_components();
		return 0;
	}
	exec_start();
	with_log = strcmp(argv[1], "--log") == 0;
	program_trace = with_log ? stdout : NULL;
	if (strcmp(argv[1], "--edges") == 0) {
		status = run_queue(argc - 2, argv + 2, print_edges);
	} else if (strcmp(argv[1], "--stability") == 0) {
		status = run_queue(argc - 2, argv + 2, show_stability);
	} else if (argv[1][0] == '-' && !with_log) {
		status = convert(argc, argv);
		if (status)
			fputs(usage, stderr);
	} else {
		status = run_queue(argc - 1 - with_log, argv + 1 + with_log, replay_all);
	}
	exec_stop();
	return status;
}
