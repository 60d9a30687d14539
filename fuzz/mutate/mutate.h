/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Mutation of inputs by structure: patches of metadata, calls, rarely faults, and
 * now and then of plain bytes.
 *
 * The rule everything rests on: the result depends on the arguments alone, and on
 * what they call.
 */
#ifndef RUMPUS_FUZZ_MUTATE_H
#define RUMPUS_FUZZ_MUTATE_H

#include "fuzz/input/input.h"
#include "fuzz/mutate/base.h"

struct mutator {
	const struct fuzz_target *target;
	const struct base *base;
	const struct model *model; /* may be NULL, see input_decode() */
	/* True of an input that is known to have an image that does not mount: what
	 * is made of it would not either.  NULL: nothing is known. */
	bool (*refused)(const uint8_t *data, size_t size);
	/* Mutates plain bytes in place and returns the new size; NULL: a simple
	 * one of our own. */
	size_t (*bytes)(uint8_t *data, size_t size, size_t max);
};

/* A private source of chance. */
struct chance {
	uint64_t state;
};
uint64_t chance_next(struct chance *);
/* 0 to n - 1; 0 where n is 0. */
uint64_t chance_below(struct chance *, uint64_t n);
/* One element of an array. */
#define CHANCE_OF(array, c) ((array)[chance_below((c), sizeof(array) / sizeof((array)[0]))])

/* Mutates an encoded input in place, to at most `max` bytes; the new size. */
size_t mutate(const struct mutator *, uint8_t *data, size_t size, size_t max, uint64_t seed);
/* Makes an input of parts of two. */
size_t mutate_splice(const struct mutator *, const uint8_t *a, size_t a_size, const uint8_t *b,
    size_t b_size, uint8_t *out, size_t max, uint64_t seed);

/* One change of the patches, of the faults, of the calls (used by mutate()). */
void mutate_patches(const struct mutator *, struct input *, struct chance *);
void mutate_faults(const struct mutator *, struct input *, struct chance *);
void mutate_calls(const struct mutator *, struct input *, struct chance *);
/* The same as the first two, for a target whose inputs are rows of records. */
size_t mutate_records(const struct mutator *, uint8_t *data, size_t size, size_t max,
    struct chance *);
size_t mutate_splice_records(const struct mutator *, const uint8_t *a, size_t a_size,
    const uint8_t *b, size_t b_size, uint8_t *out, size_t max, struct chance *);
/* An object of an image: the kind first, so that the one superblock is as likely
 * as all the inodes together; NULL where there is none. */
const struct object *mutate_object(const struct format_map *, struct chance *);
/* Another value for a field of an image that has metadata. */
uint64_t mutate_value(const struct base_image *, const struct field *, uint64_t old,
    struct chance *);
/* Changes of plain bytes: by the engine's mutator where there is one. */
size_t mutate_bytes(const struct mutator *, uint8_t *data, size_t size, size_t max,
    struct chance *);

#endif
