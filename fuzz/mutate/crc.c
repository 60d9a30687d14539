/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#include <stdbool.h>
#include <string.h>

#include "fuzz/mutate/crc.h"

#define CRC32C 0x82f63b78 /* bits reversed */
#define CRC32 0xedb88320

/* Tables for eight bytes at a time: entry[k] is of a byte that k others follow.
 * Made on first use. */
struct table {
	uint32_t entry[8][256];
	bool made;
};

static void make(struct table *t, uint32_t reversed)
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t crc = i;

		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ reversed : crc >> 1;
		t->entry[0][i] = crc;
	}
	for (int k = 1; k < 8; k++)
		for (uint32_t i = 0; i < 256; i++) {
			uint32_t crc = t->entry[k - 1][i];

			t->entry[k][i] = crc >> 8 ^ t->entry[0][crc & 0xff];
		}
	t->made = true;
}

static uint32_t run(struct table *t, uint32_t reversed, uint32_t crc, const uint8_t *p, size_t len)
{
	if (!t->made)
		make(t, reversed);
	for (; len >= 8; len -= 8, p += 8) {
		uint64_t word, next = 0;

		memcpy(&word, p, 8);
		word ^= crc;
		for (int k = 0; k < 8; k++)
			next ^= t->entry[7 - k][word >> 8 * k & 0xff];
		crc = next;
	}
	for (; len; len--, p++)
		crc = crc >> 8 ^ t->entry[0][(crc ^ *p) & 0xff];
	return crc;
}

/* By the instruction that processors have for just this polynomial. */
static __attribute__((target("sse4.2"))) uint32_t run_sse(uint32_t crc, const uint8_t *p,
    size_t len)
{
	uint64_t wide = crc, word;

	for (; len >= 8; len -= 8, p += 8) {
		memcpy(&word, p, 8);
		wide = __builtin_ia32_crc32di(wide, word);
	}
	for (crc = wide; len; len--, p++)
		crc = __builtin_ia32_crc32qi(crc, *p);
	return crc;
}

uint32_t crc32c(uint32_t crc, const void *data, size_t len)
{
	static struct table t;

	if (__builtin_cpu_supports("sse4.2"))
		return run_sse(crc, data, len);
	return run(&t, CRC32C, crc, data, len);
}

uint32_t crc32(uint32_t crc, const void *data, size_t len)
{
	static struct table t;

	return run(&t, CRC32, crc, data, len);
}

uint16_t crc16(uint16_t crc, const void *data, size_t len)
{
	static struct table t;

	return run(&t, 0xa001, crc, data, len);
}

uint16_t crc16_itu(uint16_t crc, const void *data, size_t len)
{
	static uint16_t entry[256];
	static bool made;
	const uint8_t *p = data;

	for (uint32_t i = 0; !made && i < 256; i++) {
		uint16_t value = i << 8;

		for (int bit = 0; bit < 8; bit++)
			value = value & 0x8000 ? value << 1 ^ 0x1021 : value << 1;
		entry[i] = value;
	}
	made = true;
	for (; len; len--, p++)
		crc = crc << 8 ^ entry[(crc >> 8 ^ *p) & 0xff];
	return crc;
}

static const uint8_t zeroes[16];

uint32_t crc32c_zeroed(uint32_t crc, const uint8_t *data, size_t len, size_t at, size_t width)
{
	crc = crc32c(crc32c(crc, data, at), zeroes, width);
	return crc32c(crc, data + at + width, len - at - width);
}

uint32_t crc32_zeroed(uint32_t crc, const uint8_t *data, size_t len, size_t at, size_t width)
{
	crc = crc32(crc32(crc, data, at), zeroes, width);
	return crc32(crc, data + at + width, len - at - width);
}
