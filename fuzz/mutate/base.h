/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The base images of a target, as mutators see them. */
#ifndef RUMPUS_FUZZ_BASE_H
#define RUMPUS_FUZZ_BASE_H

#include "fuzz/input/model.h"
#include "fuzz/target.h"

struct base_image {
	char name[64]; /* "ext4/fuzz" */
	const uint8_t *data;
	uint64_t size;
	struct format_map map;
};

struct base {
	size_t n;
	struct base_image image[MODEL_IMAGES]; /* sorted by name */
};

/* The target as it says itself.  With RUMPUS_FUZZ_FORMAT=off in the environment its
 * format is not known: patches of any bytes anywhere, no repair of checksums, all
 * else the same.  So one can see what knowing it is worth.  RUMPUS_FUZZ_ROWS
 * is its .rows; more than RECORDS where that is no number from 1 to RECORDS. */
struct fuzz_target base_target(const struct fuzz_target *);
#define BASE_WRONG_ROWS "RUMPUS_FUZZ_ROWS: expected a number from 1 to 32"
_Static_assert(RECORDS == 32, "the line says how many there can be");

/* Maps the images <build>/images/<component>/fuzz*.img of a target, read-only, or makes
 * the one that is made, and finds their metadata; none for a target that is no file
 * system (it has paths or records), or has no disk.  0, or a negative errno with *why
 * set to one line (static storage). */
int base_load(struct base *, const struct fuzz_target *, const char *build, const char **why);

#endif
