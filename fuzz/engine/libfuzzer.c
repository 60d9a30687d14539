/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The entry points that libFuzzer, and every engine that follows it, calls.
 * The coverage counters are the kernel image's; its loader hands them over.
 */
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/engine/beside.h"
#include "fuzz/engine/report.h"
#include "fuzz/engine/sandbox.h"
#include "kernel/linux/user/linux.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
    uint8_t *out, size_t max, unsigned seed);

/* The engine's own mutator of bytes; it knows the dictionary. */
__attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);

/* The engine's command line; the process that only starts others gets no
 * input, and stays outside the sandbox. */
static char **words;

/* The engine weighs inputs by how rare their features are, and counts all
 * features of each execution for it.  With a kernel's thousands of features this
 * took 40 % of the time; who wants it says -entropic=1.  Nor does it name the
 * functions that an input is the first to reach: that takes another program. */
static void add_defaults(int *argc, char ***argv)
{
	static char entropic[] = "-entropic=0", names[] = "-print_funcs=0";
	char **with = calloc(*argc + 3, sizeof(*with));

	if (!with || !*argc)
		return;
	with[0] = (*argv)[0];
	with[1] = entropic;
	with[2] = names;
	for (int i = 1; i < *argc; i++)
		with[i + 2] = (*argv)[i];
	*argv = with;
	*argc += 2;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	beside_program();
	add_defaults(argc, argv);
	words = *argv + 1;
	exec_start();
	report_start();
	return 0;
}

/* The engine sets its handlers after our start.  A signal that comes while the
 * kernel is on a stack that a snapshot has closed needs a stack of its own. */
static void move_handlers(void)
{
	static const int signals[] = { SIGALRM, SIGINT, SIGTERM, SIGUSR1, SIGUSR2, SIGXFSZ };
	struct sigaction action;

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler != SIG_DFL &&
		    action.sa_handler != SIG_IGN) {
			action.sa_flags |= SA_ONSTACK;
			sigaction(signals[i], &action, NULL);
		}
	}
}

/* What a crash reached is not news for the engine: the input must not become one
 * that others are made from. */
static void forget_coverage(void)
{
	struct linux_coverage c;

	if (linux_coverage(&c))
		memset(c.counters, 0, c.count);
}

/* Hashes of inputs whose image did not mount, each in the one place it may have: a
 * newer one takes the place of an older. */
static uint64_t refused[1 << 16];

static uint64_t *place_of(const uint8_t *data, size_t size, uint64_t *hash)
{
	*hash = 0xcbf29ce484222325ull;
	for (size_t i = 0; i < size; i++)
		*hash = (*hash ^ data[i]) * 0x100000001b3ull;
	return &refused[*hash >> 48];
}

static bool is_refused(const uint8_t *data, size_t size)
{
	uint64_t hash;

	return *place_of(data, size, &hash) == hash;
}

static enum exec_outcome run(const uint8_t *data, size_t size)
{
	const uint64_t before = exec_mounted;
	const enum exec_outcome outcome = exec_run(data, size);
	uint64_t hash, *place = place_of(data, size, &hash);

	if (exec_mounted == before)
		*place = hash;
	return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int moved;
	enum exec_outcome outcome;

	if (!moved++) {
		move_handlers();
		exec_sandbox(words);
	}
	outcome = run(data, size);
	report_progress();
	if (outcome == EXEC_CRASH) {
		report_crash(data, size);
		forget_coverage();
	}
	return 0;
}

static struct mutator mutator(void)
{
	struct mutator m = *exec_mutator();

	m.bytes = LLVMFuzzerMutate;
	m.refused = is_refused;
	return m;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	const struct mutator m = mutator();

	return mutate(&m, data, size, max, seed);
}

size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size,
    uint8_t *out, size_t max, unsigned seed)
{
	const struct mutator m = mutator();

	return mutate_splice(&m, a, a_size, b, b_size, out, max, seed);
}
