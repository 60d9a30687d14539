/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a fuzz target says of itself: one components/<name>/fuzz.c holds one
 * FUZZ_TARGET block.  Everything else is the same for all of them: base images are those
 * of the component whose names begin with "fuzz"; the paths in them are found
 * by looking.  A target whose inputs are no programs has a runner, components/<name>/run.c
 * (harness/runner.h).
 */
#ifndef RUMPUS_FUZZ_TARGET_H
#define RUMPUS_FUZZ_TARGET_H

#include "fuzz/mutate/format.h"

struct mutator; /* fuzz/mutate/mutate.h */
struct chance;

struct fuzz_target {
	const char *component; /* harness/component.h */
	/* Mount options that inputs choose from, NULL-terminated; may be NULL.
	 * None may let a corrupt image panic the kernel in order. */
	const char *const *options;
	const struct format *format; /* NULL: not known to the mutators */
	const char *const *paths;    /* for a component that is no file system:
	                                what programs open, NULL-terminated */
	const uint8_t *calls;        /* enum fuzz_call: what mutators make programs of */
	size_t ncall;                /* how many; 0: all there are */
	/* With a runner: changes an input of its kind, at most `max` bytes; the new
	 * size.  Knows no kernel: it is also linked where there is none. */
	size_t (*mutate)(const struct mutator *, uint8_t *data, size_t size, size_t max,
	    struct chance *);
};

extern const struct fuzz_target fuzz_target;

#define FUZZ_TARGET(...) const struct fuzz_target fuzz_target = { __VA_ARGS__ }

#endif
