/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Does an input reach the same each time, whatever ran before it? */
#ifndef RUMPUS_FUZZ_STABILITY_H
#define RUMPUS_FUZZ_STABILITY_H

#include <stddef.h>
#include <stdint.h>

struct stability_input {
	const char *path;
	const uint8_t *bytes;
	size_t size;
};

struct stability {
	size_t edges;  /* that some input reaches */
	size_t varied; /* of them: that an input did not reach as often each time */
};

/* Runs the inputs forwards, backwards, and forwards again, and compares how often each
 * of them reached each edge.  Tells on stderr, by its path, of each input with an
 * edge that varied.  -ENOTSUP: the kernel counts no edges. */
int stability_measure(const struct stability_input *, size_t n, struct stability *);

#endif
