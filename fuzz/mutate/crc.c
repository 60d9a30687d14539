/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include "fuzz/mutate/crc.h"

/* One table for each polynomial, bits reversed; made on first use. */
struct table {
	uint32_t entry[256];
	int made;
};

static const uint32_t *table_of(struct table *t, uint32_t reversed)
{
	if (t->made)
		return t->entry;
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t crc = i;

		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ reversed : crc >> 1;
		t->entry[i] = crc;
	}
	t->made = 1;
	return t->entry;
}

static uint32_t run(const uint32_t *table, uint32_t crc, const uint8_t *p, size_t len)
{
	for (; len; len--, p++)
		crc = crc >> 8 ^ table[(crc ^ *p) & 0xff];
	return crc;
}

uint32_t crc32c(uint32_t crc, const void *data, size_t len)
{
	static struct table t;

	return run(table_of(&t, 0x82f63b78), crc, data, len);
}

uint16_t crc16(uint16_t crc, const void *data, size_t len)
{
	static struct table t;

	return run(table_of(&t, 0xa001), crc, data, len);
}
