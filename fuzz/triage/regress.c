/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Replays a regression, in the sandbox: who runs the cases has not looked at what
 * somebody's fuzzer found. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/load.h"
#include "fuzz/engine/sandbox.h"
#include "fuzz/target.h"
#include "fuzz/triage/regress.h"
#include "fuzz/triage/stack.h"
#include "harness/sandbox.h"
#include "rumpuser/fault/effect.h"

#define CLEAN "no defect"
#define NEAR 40 /* allocations */

/* Findings are those of the build with the sanitizers, unless they say otherwise. */
static const char *variant = "fuzz";

static const char *own_variant(const char *name)
{
	return strcmp(name, "variant") == 0 ? variant : NULL;
}

/* What is looked for, and the file that shows it. */
struct wanted {
	char *path;
	const char *key;
};

/* Runs an input; what tells its defect. */
static void run_bytes(const uint8_t *bytes, size_t size, char key[STACK_TEXT])
{
	struct stack s;

	strcpy(key, CLEAN);
	if (exec_run(bytes, size) != EXEC_CRASH)
		return;
	stack_of(exec_splat(), &s);
	stack_key(&s, key);
}

static void run(const struct input *in, char key[STACK_TEXT])
{
	static uint8_t bytes[INPUT_MAX];

	run_bytes(bytes, input_encode(in, bytes, sizeof(bytes)), key);
}

/* Makes allocations fail so many later.  False: there is none that is to fail. */
static bool shift(struct input *in, int64_t by)
{
	bool any = false;

	for (uint32_t i = 0; i < in->nfault; i++) {
		struct fault_rule *r = &in->fault[i];

		if (!(r->calls & FAULT_ALLOC) || r->first == r->every || by <= -(int64_t)r->first)
			continue;
		r->first += by;
		r->last += r->last == UINT64_MAX ? 0 : by;
		any = true;
	}
	return any;
}

/* How many allocations a kernel made before the one that has to fail is not the
 * defect's affair, and changes with whatever else changes in it.  So the next ones are
 * tried, too, where that one does not show what is wanted. */
static void search(const struct input *in, const char *wanted, char key[STACK_TEXT])
{
	static struct input moved;

	run(in, key);
	for (int i = 2; strcmp(key, wanted) != 0 && i < 2 * NEAR + 2; i++) {
		moved = *in;
		if (!shift(&moved, i % 2 ? -(i / 2) : i / 2))
			return;
		run(&moved, key);
	}
	if (strcmp(key, wanted) != 0)
		run(in, key);
}

/* Ends the case with what tells the defect of the input. */
static void replay(void *arg)
{
	static uint8_t bytes[INPUT_MAX];
	static struct input in;
	const struct wanted *w = arg;
	char key[STACK_TEXT];
	size_t size;

	exec_start();
	size = load_input(w->path, bytes);
	input_decode(&in, exec_model(), bytes, size);
	exec_sandbox(NULL);
	if (fuzz_target.records)
		run_bytes(bytes, size, key);
	else if (strcmp(w->key, CLEAN) == 0)
		run(&in, key);
	else
		search(&in, w->key, key);
	fputs(exec_splat(), stderr);
	exec_stop();
	harness_fail(key);
}

/* The key of what the input beside `file` shows. */
static const char *key_of(const char *file, const char *wanted)
{
	const char *(*const variable)(const char *) = harness_var;
	const char *slash = strrchr(file, '/'), *key;
	struct wanted w = { .key = wanted };

	if (asprintf(&w.path, "%s/%.*s/input", RUMPUS_SOURCE_DIR, (int)(slash - file), file) < 0)
		abort();
	harness_var = own_variant;
	key = sandbox_run(replay, &w);
	harness_var = variable;
	free(w.path);
	return key;
}

void regress_defect(const char *file, const char *key, const char *ref)
{
	const char *got = key_of(file, key);

	if (strcmp(got, CLEAN) == 0) {
		EXPECT_DEFECT(ref);
		return; /* which fails: the defect is gone */
	}
	if (strcmp(got, key) != 0)
		harness_failf("%s: expected \"%s\", got \"%s\"", file, key, got);
	EXPECT_DEFECT(ref);
	harness_fail(got);
}

void regress_debug(const char *file, const char *key, const char *ref)
{
	char *kernel;

	if (asprintf(&kernel, "%s/kernel/linux-debug/kernel.elf", harness_build()) < 0)
		abort();
	if (access(kernel, R_OK))
		harness_skip("no kernel of variant debug; make kernel VARIANTS=debug makes it");
	free(kernel);
	variant = "debug";
	regress_defect(file, key, ref);
}

void regress_clean(const char *file)
{
	REQUIRE_STREQ(CLEAN, key_of(file, CLEAN));
}
