/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What a fuzz target says of itself: one components/<name>/fuzz.c holds one
 * FUZZ_TARGET block.  Everything else is the same for all of them: base images are those
 * of the component whose names begin with "fuzz"; the paths in them are found
 * by looking.
 *
 * A file system without a disk of its own has programs, options and faults alone: one
 * in memory, or one on top of another, which lies on the image "fuzz" of its component
 * and is mounted once for all inputs.
 */
#ifndef RUMPUS_FUZZ_TARGET_H
#define RUMPUS_FUZZ_TARGET_H

#include "fuzz/input/ioctls.h"
#include "fuzz/mutate/format.h"

struct fuzz_target {
	const char *component; /* harness/component.h */
	/* Mount options that inputs choose from, NULL-terminated; may be NULL.
	 * None may let a corrupt image panic the kernel in order. */
	const char *const *options;
	const struct format *format;     /* NULL: not known to the mutators */
	const struct fuzz_ioctl *ioctls; /* that programs try beyond those of all; the last
	                                    one has no name.  NULL: none */
	const char *const *paths;        /* for a component that is no file system:
	                                what programs open, NULL-terminated */
	const uint8_t *calls;            /* enum fuzz_call: what mutators make programs of */
	size_t ncall;                    /* how many; 0: all there are */
	bool diskless;                   /* nothing that inputs could patch: struct
	                                    component has nodev or below */
};

extern const struct fuzz_target fuzz_target;

#define FUZZ_TARGET(...) const struct fuzz_target fuzz_target = { __VA_ARGS__ }

#endif
