/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a fuzz target does with an input that is no program of system calls.  One file
 * components/<name>/run.c holds a FUZZ_RUNNER(name, ...) block; the target of that name,
 * components/<name>/fuzz.c, then has no images and no programs.
 *
 * The rule everything rests on: set_up() is called once, before the snapshot that each
 * input begins with; what input() leaves behind is gone when the next one begins.
 */
#ifndef RUMPUS_RUNNER_H
#define RUMPUS_RUNNER_H

#include <stddef.h>
#include <stdint.h>

struct kern;

struct fuzz_runner {
	const char *name; /* of the target */
	const char *boot; /* components */
	void (*set_up)(struct kern *);
	/* Every string of bytes is an input: a row of records (fuzz/input/records.h). */
	void (*input)(struct kern *, const uint8_t *bytes, size_t size);
};

/* By the name of the target, or NULL. */
const struct fuzz_runner *fuzz_runner_find(const char *name);

#define FUZZ_RUNNER(id, ...)                                                        \
	static const struct fuzz_runner runner_##id = { .name = #id, __VA_ARGS__ }; \
	static const struct fuzz_runner *const runner_entry_##id                    \
	    __attribute__((used, section("rumpus_runners"))) = &runner_##id

#endif
