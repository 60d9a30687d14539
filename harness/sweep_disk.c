/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Tells disks apart by what was written to them: a hash of the whole disk would
 * take longer than the round. */
#include "harness/disk_internal.h"
#include "harness/sweep_internal.h"

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static uint64_t hash_block(uint64_t block, const uint8_t *p, size_t len)
{
	uint64_t hash = mix(block + 1);

	for (size_t i = 0; i < len; i += sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, p + i, sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15;
		hash ^= hash >> 32;
	}
	return mix(hash);
}

uint64_t sweep_disk_hash(const struct disk *d)
{
	const struct disk_undo *u = d->undo;
	uint64_t sum = 1; /* in no order: blocks are listed as they were first written */

	for (uint64_t i = 0; i < u->used; i++) {
		const uint64_t b = u->block[i];
		const uint8_t *now = d->data + b * DISK_BLOCK;
		const size_t len = disk_block_len(d, b);

		if (memcmp(now, u->saved + b * DISK_BLOCK, len))
			sum += hash_block(b, now, len);
	}
	return sum ? sum : 1;
}
