/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * One input of a fuzz target: a base image, patches of it, faults of the
 * hypercalls, and a program of system calls to run on it.
 *
 * The rule everything rests on: every string of bytes, the empty one too, is
 * an input.  Decoding never fails, so that no execution is wasted; what is
 * missing reads as zero, what is out of range is brought into it, what does not
 * fit the tables below is left out.
 *
 * Version 2, all numbers little-endian:
 *
 *	byte 0    version: 2; any other value means 1, which has no faults
 *	byte 1    base image, modulo the images there are
 *	byte 2    mount options, modulo those the target lists
 *	byte 3    flags: bit 0: checksums stay as the patches left them
 *	then records, each: kind (1 byte, modulo 4), length n (1 byte), n bytes
 *	  kind 0  patch: where in the image (5 bytes, modulo its size), then the
 *	          bytes to write there; the order of patches is that of the records
 *	  kind 1  call: number (7 bits, modulo the calls there are) and context
 *	          (bit 7), then its arguments as fuzz/input/calls.h lays them out
 *	  kind 2  fault: as fuzz/input/faults.h lays it out; only where the byte
 *	          is 2 itself: what shifted bytes make is not to be full of faults
 *	  kind 3  and in version 1 kind 2: skipped
 *
 * All patches are made and all faults are set before the first call; one that
 * contradicts an earlier one is left out.
 */
#ifndef RUMPUS_FUZZ_INPUT_H
#define RUMPUS_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "fuzz/input/model.h"
#include "rumpuser/fault.h"

#define INPUT_VERSION 2
#define INPUT_PATCHES 64
#define INPUT_FAULTS 4
#define INPUT_CALLS 16
#define INPUT_DATA 248 /* most bytes of a patch or of a call's data */
#define INPUT_ARGS 5
/* Size of the largest encoded input. */
#define INPUT_MAX \
	(4 + INPUT_PATCHES * (2 + 5 + INPUT_DATA) + (INPUT_FAULTS + INPUT_CALLS) * (2 + 255))

#define INPUT_KEEP 1u /* flag: do not repair checksums */

struct patch {
	uint64_t at;
	uint32_t len;
	uint8_t data[INPUT_DATA];
};

struct call {
	uint8_t nr;  /* index into fuzz_calls[] */
	uint8_t ctx; /* 0 or 1 */
	uint64_t arg[INPUT_ARGS];
	uint32_t len; /* of data, for calls that have an ARG_DATA */
	uint8_t data[INPUT_DATA];
};

struct input {
	uint32_t image, option, flags;
	uint32_t npatch, nfault, ncall;
	struct patch patch[INPUT_PATCHES];
	struct fault_rule fault[INPUT_FAULTS];
	struct call call[INPUT_CALLS];
};

/* Decodes `size` bytes into *in.  With a model, every choice is brought into its
 * range, so that two inputs that do the same are equal; without one (NULL), the
 * choices keep their raw values, which a later encoding preserves. */
void input_decode(struct input *in, const struct model *, const uint8_t *bytes, size_t size);
/* Encodes; at most `max` bytes, whole records only.  Returns the size.  For
 * max >= INPUT_MAX, decoding the result gives *in back. */
size_t input_encode(const struct input *in, uint8_t *bytes, size_t max);

/* Writes the text form (see fuzz/input/text.c for its grammar). */
void input_print(const struct input *in, const struct model *, FILE *to);
/* One call of it, without a newline. */
void input_print_call(const struct call *, const struct model_image *, FILE *to);
/* Reads the text form, NUL-terminated.  0, or -EINVAL with *why set to one line
 * that names the line, what is wrong and what was expected (static storage). */
int input_parse(struct input *in, const struct model *, const char *text, const char **why);

#endif
