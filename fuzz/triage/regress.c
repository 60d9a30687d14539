/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Replays a regression, in the sandbox: who runs the cases has not looked at what
 * somebody's fuzzer found. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz/engine/exec.h"
#include "fuzz/engine/load.h"
#include "fuzz/engine/sandbox.h"
#include "fuzz/triage/regress.h"
#include "fuzz/triage/stack.h"
#include "harness/sandbox.h"

#define CLEAN "no defect"

/* Findings are those of the build with the sanitizers, unless they say otherwise. */
static const char *variant = "fuzz";

static const char *own_variant(const char *name)
{
	return strcmp(name, "variant") == 0 ? variant : NULL;
}

/* Ends the case with what tells the defect of the input `path`. */
static void replay(void *path)
{
	static uint8_t bytes[INPUT_MAX];
	char key[STACK_TEXT] = CLEAN;
	struct stack s;
	size_t size;

	exec_start();
	size = load_input(path, bytes);
	exec_sandbox(NULL);
	if (exec_run(bytes, size) == EXEC_CRASH) {
		fputs(exec_splat(), stderr);
		stack_of(exec_splat(), &s);
		stack_key(&s, key);
	}
	exec_stop();
	harness_fail(key);
}

/* The key of what the input beside `file` shows. */
static const char *key_of(const char *file)
{
	const char *(*const variable)(const char *) = harness_var;
	const char *slash = strrchr(file, '/'), *key;
	char *path;

	if (asprintf(&path, "%s/%.*s/input", RUMPUS_SOURCE_DIR, (int)(slash - file), file) < 0)
		abort();
	harness_var = own_variant;
	key = sandbox_run(replay, path);
	harness_var = variable;
	free(path);
	return key;
}

void regress_defect(const char *file, const char *key, const char *ref)
{
	const char *got = key_of(file);

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
	REQUIRE_STREQ(CLEAN, key_of(file));
}
