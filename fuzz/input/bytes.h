/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Numbers in the bytes of an input, little-endian. */
#ifndef RUMPUS_FUZZ_BYTES_H
#define RUMPUS_FUZZ_BYTES_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that read as zero once they run out. */
struct bytes {
	const uint8_t *at;
	size_t left;
};

static inline uint64_t bytes_take(struct bytes *b, size_t n)
{
	uint64_t value = 0;

	for (size_t i = 0; i < n && b->left; i++, b->at++, b->left--)
		value |= (uint64_t)*b->at << (8 * i);
	return value;
}

/* Room to encode into; a record that does not fit is taken back. */
struct room {
	uint8_t *at, *end;
	int full;
};

static inline void room_put(struct room *r, uint64_t value, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (r->at == r->end) {
			r->full = 1;
			return;
		}
		*r->at++ = value >> (8 * i);
	}
}

#endif
